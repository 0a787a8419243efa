// The one table of commands: what each does, and what is said where it cannot.
import {describe, expect, it} from 'vitest';
import {nearest} from '../../../source/options/nearest.ts';
import type {Event} from '../../../source/store/events.ts';
import type {State} from '../../../source/store/state.ts';
import {
	commandCalled,
	commands,
	labelOf,
	outcomeOf,
	type Refusal,
} from '../../../source/ui/prompt/commands.ts';
import {played} from '../scenes.ts';
import {well} from '../scripts.ts';

const state = played(well, 2).getState();
const given = (line: string, now: State = state): Event | Refusal => outcomeOf(line, now, nearest);

it('names are told apart, and what each does is said', () => {
	const called = commands.flatMap(({name, short}) => [name, ...(short === undefined ? [] : [short])]);
	expect(new Set(called).size).toBe(called.length);
	expect(commands.every(({does}) => does !== '')).toBe(true);
	expect(commands.map(labelOf)).toContain(':ctx [NAME]');
	expect(commands.map(labelOf)).toContain(':quit :q');
});

it.each([
	['tree', {type: 'pane-chosen', pane: 'tree'}],
	['servers', {type: 'pane-chosen', pane: 'servers'}],
	['locks', {type: 'tab-chosen', tab: 'locks'}],
	['groups', {type: 'groups-narrowed', kind: undefined}],
	['elections', {type: 'groups-narrowed', kind: 'election'}],
	['transactions', {type: 'groups-narrowed', kind: 'transaction'}],
	['sessions', {type: 'tab-chosen', tab: 'sessions'}],
	['findings', {type: 'tab-chosen', tab: 'findings'}],
	['sources', {type: 'sources-opened'}],
	['help', {type: 'help-opened'}],
	['refresh', {type: 'wanted', effect: 'refresh'}],
	['save', {type: 'wanted', effect: 'save-screen'}],
	['q', {type: 'wanted', effect: 'quit'}],
	['  quit ', {type: 'wanted', effect: 'quit'}],
	['ctx', {type: 'wanted', effect: 'tell-contexts'}],
	['ctx  prod-eu ', {type: 'context-chosen', name: 'prod-eu'}],
	['ctx zk1:2181 +2 /app', {type: 'context-chosen', name: 'zk1:2181 +2 /app'}],
	['pause', {type: 'paused'}],
])('%s does what it says', (line, event) => {
	expect(given(line)).toEqual(event);
});

it('live ends a pause, and each says when there is nothing to do', () => {
	const paused = played(well, 2, [{type: 'paused'}]).getState();
	expect(given('live', paused)).toEqual({type: 'resumed'});
	expect(given('pause', paused)).toEqual({refused: 'paused already; live goes on'});
	expect(given('live')).toEqual({refused: 'not paused: the screen is live'});
});

it('ctx - is the ensemble before, where there was one', () => {
	expect(given('ctx -')).toEqual({
		refused: 'ctx -: no other ensemble was open before this one; ctx NAME opens one',
	});
	const later = {...state, memory: {...state.memory, previous: 'prod-us'}};
	expect(given('ctx -', later)).toEqual({type: 'context-chosen', name: 'prod-us'});
});

describe('places', () => {
	const places = played(well, 2, [{type: 'bookmarked', name: 'a', path: '/locks/orders', at: 0}]).getState();

	it.each([
		['goto /locks/orders', '/locks/orders'],
		['goto /locks/', '/locks'],
		["goto 'a", '/locks/orders'],
	])('%s goes there', (line, path) => {
		expect(given(line, places)).toEqual({type: 'went-to', place: {kind: 'znode', path}});
	});

	it('are completed from what is listed, marks by their names', () => {
		const complete = (argument: string) => commandCalled('goto')?.complete?.(places, argument);
		expect(complete('/lo')).toEqual(['/locks']);
		expect(complete('/locks/ord')).toEqual(['/locks/orders']);
		expect(complete('/plain/x')).toEqual([]);
		expect(complete("'")).toEqual(["'a"]);
		expect(commandCalled('mark')?.complete?.(places, 'x /lo')).toEqual(['x /locks']);
	});

	it('are marked by name, and unmarked', () => {
		const at = places.live.clock.at;
		expect(given('mark jobs /apps/jobs')).toEqual({type: 'bookmarked', name: 'jobs', path: '/apps/jobs', at});
		expect(given('mark here')).toEqual({type: 'bookmarked', name: 'here', path: '/', at});
		expect(given('unmark a', places)).toEqual({type: 'bookmarked', name: 'a', path: undefined, at});
		expect(given('marks', places)).toEqual({type: 'noticed', text: 'a /locks/orders', at});
	});

	it.each([
		['goto nowhere', 'goto nowhere: a znode path starts with /; tab completes it'],
		['goto /nope/x', 'goto /nope/x: /nope: no such znode; tab completes what is there'],
		["goto 'x", 'nothing is marked x; :marks lists what is'],
		['mark', 'mark wants a name and maybe a path: :mark jobs /apps/jobs'],
		['mark a /x//y', 'mark /x//y: a znode path has no empty segment, no "." and no ".."'],
		['unmark x', 'nothing is marked x; :marks lists what is'],
		['marks', 'nothing is marked; m and a letter mark the znode under the cursor'],
	])('%s is refused by its reason', (line, refused) => {
		expect(given(line)).toEqual({refused});
	});
});

it.each([
	['sesions', 'unknown command "sesions"; did you mean :sessions?'],
	['w', 'unknown command "w"; :help lists them'],
	['rm -rf /', 'unknown command "rm"; :help lists them'],
	['Locks', 'unknown command "Locks"; did you mean :locks?'],
	['quit now', ':quit takes no argument, but got "now"'],
])('%s is refused by its name', (line, refused) => {
	expect(given(line)).toEqual({refused});
});

it('ctx knows the contexts of the file and what was open in this run, each once', () => {
	const {view, memory} = state;
	const views = new Map([
		['127.0.0.1:2181', view],
		['east', view],
	]);
	const later = {...state, memory: {...memory, contexts: ['west', 'east'], views}};
	expect(commandCalled('ctx')?.complete?.(later, '')).toEqual(['127.0.0.1:2181', 'east', 'west']);
});
