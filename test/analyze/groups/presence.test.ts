// source/analyze/groups/presence.ts
import {expect, it} from 'vitest';
import type {Barrier, Group, Registry} from '../../../source/analyze/groups/group.ts';
import {noPresences, presencesAfter, type Presences} from '../../../source/analyze/groups/presence.ts';

const minute = 60_000;

/** A registry of these members: name → session. */
const registry = (members: Readonly<Record<string, string>>): Registry => ({
	kind: 'registry',
	path: '/services/web',
	recipe: 'generic registry',
	confidence: 'guess',
	members: Object.entries(members).map(([name, session]) => ({name, session, node: `/services/web/${name}`})),
});

/** All but the first one's address is known. */
const addressOf = (session: string) => (session === '0x1' ? undefined : `10.0.0.${Number(session)}`);

/** The presences after looks at these groups, a minute from one to the next. */
const looks = (...groups: ReadonlyArray<readonly Group[]>): Presences => {
	let [known, before]: [Presences, readonly Group[]] = [noPresences, groups[0] ?? []];
	groups.slice(1).forEach((next, index) => {
		known = presencesAfter(known, before, next, (index + 1) * minute, addressOf);
		before = next;
	});
	return known;
};

const at = (known: Presences) => known.get('/services/web');

it('where nobody comes or goes nothing is remembered', () => {
	const web = registry({a: '0x1'});
	expect(looks([web], [web])).toBe(noPresences);
});

it('whoever comes is there since then, and those before them since nobody knows when', () => {
	const known = at(looks([registry({a: '0x1'})], [registry({a: '0x1', b: '0x2'})]));
	expect(known?.arrived).toEqual(new Map([['b', {at: minute, again: false}]]));
	expect(known?.gone).toEqual([]);
});

it('whoever goes is remembered, the last one first', () => {
	const known = at(
		looks(
			[registry({a: '0x1', b: '0x2', c: '0x3'})],
			[registry({b: '0x2', c: '0x3'})],
			[registry({b: '0x2'})],
		),
	);
	expect(known?.gone).toEqual([
		{name: 'c', session: '0x3', address: '10.0.0.3', at: 2 * minute},
		{name: 'a', session: '0x1', address: undefined, at: minute},
	]);
});

it('whoever comes back has returned, and is gone no more', () => {
	const known = at(
		looks([registry({a: '0x1', b: '0x2'})], [registry({b: '0x2'})], [registry({a: '0x9', b: '0x2'})]),
	);
	expect(known?.arrived.get('a')).toEqual({at: 2 * minute, again: true});
	expect(known?.gone).toEqual([]);
});

it('whoever has another session between two looks has returned, too', () => {
	const known = at(looks([registry({a: '0x1'})], [registry({a: '0x2'})]));
	expect(known?.arrived.get('a')).toEqual({at: minute, again: true});
});

it('a registry that all have left is remembered with them', () => {
	expect(at(looks([registry({a: '0x1'})], []))).toMatchObject({
		kind: 'registry',
		recipe: 'generic registry',
		gone: [{name: 'a'}],
	});
});

it('ten minutes later nobody asks for them any more', () => {
	const gone = looks([registry({a: '0x1', b: '0x2'})], [registry({b: '0x2'})]);
	const last = [registry({b: '0x2'})];
	expect(presencesAfter(gone, last, last, 5 * minute, addressOf)).toBe(gone);
	expect(presencesAfter(gone, last, last, 12 * minute, addressOf).size).toBe(0);
});

it('what turns out to be something else has lost nobody', () => {
	const {members, path} = registry({a: '0x1', b: '0x2'});
	const barrier: Barrier = {
		kind: 'barrier',
		path,
		recipe: 'curator double barrier',
		confidence: 'certain',
		members,
		isOpen: true,
	};
	expect(looks([registry({a: '0x1', b: '0x2'})], [barrier])).toBe(noPresences);
});

it('a thousand that come and go leave no more than can be shown', () => {
	const many = (from: number): Registry =>
		registry(
			Object.fromEntries(Array.from({length: 1000}, (_, index) => [`m${from + index}`, `0x${index}`])),
		);
	const known = at(looks([many(0)], [many(1000)], [many(2000)]));
	expect(known?.gone).toHaveLength(50);
	expect(known?.arrived.size).toBe(500);
});
