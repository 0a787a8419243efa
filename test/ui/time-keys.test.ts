// source/ui/actions/time.ts: keys and commands that lead back and forth in time
import {beforeEach, describe, expect, it} from 'vitest';
import type {Event} from '../../source/store/events.ts';
import {shown} from '../../source/store/state.ts';
import {interestsOf} from '../../source/ui/interests.ts';
import {eventFor} from '../../source/ui/keymap.ts';
import type {Refusal} from '../../source/ui/refusal.ts';
import {layoutFor, screenRows} from '../../source/ui/screen.ts';
import {at} from '../../source/ui/actions/time.ts';
import {everything, lists, scripted, type Scripted} from '../store/scripted.ts';

let screen: Scripted;
beforeEach(() => {
	screen = scripted();
	screen.does({type: 'resized', columns: 120, rows: 36});
	for (let second = 0; second <= 200; second++) {
		screen.sample(second, ...everything(['srvr']));
	}
});

const obey = (outcome: Event | Refusal | undefined): string | undefined => {
	if (outcome !== undefined && 'refused' in outcome) {
		return outcome.refused;
	}

	screen.does(...(outcome === undefined ? [] : [outcome]));
	return undefined;
};

/** Types keys; what was refused last. */
const type = (...keys: readonly string[]): string | undefined =>
	keys
		.map(key => {
			const state = screen.state();
			const layout = layoutFor(state);
			return obey(eventFor(key, {state, layout, lines: 0, now: 0, nearest: () => undefined}));
		})
		.at(-1);

const standsAt = (): number => shown(screen.state()).clock.tick;
const header = (): string => (screenRows(screen.state())[0] ?? []).map(({text}) => text).join('');

describe('the keys of time', () => {
	it('go a sample back and forth, and behind the newest it is live', () => {
		type(',');
		expect(standsAt()).toBe(199);
		type(',', ',', '.');
		expect(standsAt()).toBe(198);
		type('.', '.');
		expect(screen.state().frozen).toBeUndefined();
		expect(type('.')).toBe('this is now: the screen is live');
		expect(type('>')).toBe('this is now: the screen is live');
	});

	it('go a minute back and forth', () => {
		type('<');
		expect(standsAt()).toBe(140);
		type('<', '<');
		expect(standsAt()).toBe(20);
		type('>');
		expect(standsAt()).toBe(80);
		type('<', '<');
		expect(standsAt()).toBe(0);
		expect(type('<')).toBe('nothing is recorded before 18:58:20Z');
		expect(type(',')).toBe('nothing is recorded before 18:58:20Z');
		type('>', '>', '>', '>');
		expect(screen.state().frozen).toBeUndefined();
	});

	it('are obeyed on cards and in zoomed panes, and typed at prompts', () => {
		type('enter', ',');
		expect([screen.state().view.mode.kind, standsAt()]).toEqual(['card', 199]);
		type('escape', 'z', ',');
		expect([screen.state().view.mode.kind, standsAt()]).toEqual(['zoomed', 198]);
		type('/', ',', '<', 'p');
		expect(screen.state().view.filters.tree).toBe(',<p');
		expect(standsAt()).toBe(198);
	});

	it('lead from a pause into the past, and p, esc and :live back to now', () => {
		const leave: readonly (() => unknown)[] = [
			() => type('p'),
			() => type('escape'),
			() => type(':', 'l', 'i', 'v', 'e', 'enter'),
		];
		for (const back of leave) {
			type('p');
			expect(header()).toMatch(/ PAUSED 19:01:40Z, 0 s ago, p live $/);
			type(',');
			expect(header()).toMatch(/ PAST 19:01:39Z, 1 s ago, p live $/);
			back();
			expect(header()).toMatch(/ LIVE 19:01:40Z $/);
		}
	});
});

describe(':at', () => {
	it.each([
		['19:01:00', 160],
		['19:01:00Z', 160],
		['19:01', 160],
		['-72s', 128],
		['-1m', 140],
	])('%s leads to that moment', (argument, tick) => {
		expect(obey(at(screen.state(), argument))).toBeUndefined();
		expect(standsAt()).toBe(tick);
		expect(screen.state().view.notice).toBeUndefined();
	});

	it('says how near it came where nothing is recorded', () => {
		obey(at(screen.state(), '18:00:00'));
		expect(standsAt()).toBe(0);
		expect(screen.state().view.notice?.text).toBe(
			'nothing is recorded at 2026-11-22 18:00:00Z; the nearest is 18:58:20Z',
		);
	});

	it('takes a time of day that is far ahead for one of yesterday', () => {
		screen.sample(6 * 3600, ...everything(['srvr']));
		obey(at(screen.state(), '19:01:00'));
		expect(standsAt()).toBe(160);
	});

	it.each([
		['', /^at wants a time/],
		['yesterday', /^at wants a time/],
		['25:00', /^at wants a time/],
		['-72', /^at wants a time/],
		['19:02:00', /has not come yet$/],
	])('refuses %j', (argument, why) => {
		expect(obey(at(screen.state(), argument))).toMatch(why);
	});
});

it('asks in the past what the screen would ask now', () => {
	screen.sample(201, lists('/', 'old'));
	screen.sample(202, lists('/', 'new'));
	screen.sample(203);
	screen.does(
		{type: 'travelled', tick: 201},
		{type: 'expanded', path: '/old'},
		{type: 'card-opened', path: '/old'},
	);
	const asked = interestsOf(screen.state(), layoutFor(screen.state()));
	expect(asked.open).toEqual(['/']);
	expect(asked.described).toBeUndefined();
	screen.does({type: 'closed'});
	expect(interestsOf(screen.state(), layoutFor(screen.state())).stats).toEqual([
		'/',
		'/new',
		'/zookeeper/quota',
	]);
});
