// source/store/znodes.ts
import {describe, expect, it} from 'vitest';
import type {Arrival} from '../../source/collect/sample.ts';
import {answers, lists, scripted, startedAt, stats, statOf, told} from './scripted.ts';

const contender = (number: number): string =>
	`/locks/a/a3ef881b62f24199ab6f338332c840f6__lock__${String(number).padStart(10, '0')}`;
const ephemeral = statOf({ephemeralOwner: '0x300000ec8e50000'});
/** The leader's dump with these ephemerals of one session. */
const dump = (...paths: readonly string[]) =>
	answers('zk3', 'dump', {...told('zk3', 'dump'), ephemerals: new Map([['0x300000ec8e50000', paths]])});
const dataOf = (path: string, text: string): Arrival => ({
	of: 'data',
	path,
	answer: {
		kind: 'fresh',
		value: {data: new TextEncoder().encode(text), stat: statOf({dataBytes: text.length})},
		at: 0,
	},
});
const failedList = (path: string): Arrival => ({
	of: 'children',
	path,
	answer: {kind: 'failed', failure: {kind: 'no-auth', message: 'not authorised'}, at: 0},
});

describe('a listing', () => {
	it('has its names in row order, and when it was read', () => {
		const {sample} = scripted();
		const znode = sample(1, lists('/q', 'b-0000000010', 'a-0000000011', 'c-0000000009')).znodes.get('/q');
		expect(znode).toMatchObject({
			names: ['c-0000000009', 'b-0000000010', 'a-0000000011'],
			statAt: startedAt + 1000,
		});
	});

	it('that fails leaves the names as they were, and says why', () => {
		const {sample} = scripted();
		sample(0, lists('/', 'a'));
		expect(sample(1, failedList('/')).znodes.get('/')).toMatchObject({
			names: ['a'],
			failure: 'not authorised',
		});
		expect(sample(2, lists('/', 'a')).znodes.get('/')?.failure).toBeUndefined();
	});

	it('that we may not make stays so when the stat is read, which everybody may', () => {
		const {sample} = scripted();
		sample(0, lists('/', 'a'));
		sample(1, failedList('/a'));
		expect(sample(2, stats('/a', statOf({children: 1}))).znodes.get('/a')).toMatchObject({
			...{stat: {children: 1}, names: undefined, failure: 'not authorised', failureKind: 'no-auth'},
		});
	});

	it('forgets the znodes that are gone with all below them, and no others', () => {
		const {sample} = scripted();
		sample(
			0,
			lists('/', 'a', 'ab'),
			lists('/a', 'x'),
			lists('/a/x', 'y'),
			stats('/a/x/y', statOf()),
			lists('/ab', 'z'),
			stats('/ab/z', statOf()),
		);
		expect([...sample(1, lists('/', 'ab')).znodes.keys()].sort()).toEqual(['/', '/ab', '/ab/z']);
	});

	it('moves the cursor from a znode that is gone to the parent that is left, and closes it', () => {
		const {sample, does, state} = scripted();
		sample(0, lists('/', 'a', 'b'), lists('/a', 'x'), lists('/a/x', 'y'));
		does(
			{type: 'expanded', path: '/a'},
			{type: 'expanded', path: '/a/x'},
			{type: 'expanded', path: '/b'},
			{type: 'moved', table: 'tree', to: '/a/x/y', top: 0},
		);
		sample(1, lists('/a'));
		expect(state().view.cursors.tree.at).toBe('/a');
		expect([...state().view.open]).toEqual(['/', '/a', '/b']);
		sample(2, lists('/', 'b'));
		expect([state().view.cursors.tree.at, ...state().view.open]).toEqual(['/', '/', '/b']);
	});

	it('leaves the cursor on a znode whose parents were not listed yet', () => {
		const {sample, does, state} = scripted();
		sample(0, lists('/', 'locks'), stats('/locks', statOf({children: 1})));
		does({type: 'revealed', path: '/locks/a/x'});
		sample(1, lists('/', 'locks', 'new'));
		sample(2, lists('/locks', 'a'));
		expect(state().view.cursors.tree.at).toBe('/locks/a/x');
		sample(3, lists('/locks/a', 'other'));
		expect(state().view.cursors.tree.at).toBe('/locks/a');
	});
});

describe('a znode that is not there when its stat is read', () => {
	it('is marked so, with all below it forgotten, until a newer dump', () => {
		const {sample} = scripted();
		sample(0, lists('/a', 'x'), stats('/a/x', statOf()));
		const {znodes} = sample(1, stats('/a', undefined));
		expect([...znodes.keys()]).toEqual(['/a']);
		expect(znodes.get('/a')).toMatchObject({stat: undefined, failure: 'no such znode'});
		expect(sample(3, dump()).znodes.size).toBe(0);
	});
});

describe('dead ephemerals', () => {
	it('are forgotten with the dump that does not have them any more', () => {
		const {sample} = scripted();
		sample(0, stats(contender(1), ephemeral), stats(contender(2), ephemeral), stats('/config', statOf()));
		expect([...sample(2, dump(contender(2))).znodes.keys()]).toEqual([contender(2), '/config']);
	});

	it('are not those that were read after the dump was asked', () => {
		const {sample} = scripted();
		sample(0, stats(contender(1), ephemeral));
		expect(sample(0.002, dump()).znodes.has(contender(1))).toBe(true);
		// Nor just before: a follower's is a little behind.
		expect(sample(0.9, dump()).znodes.has(contender(1))).toBe(true);
	});

	it('are not those that one of two dumps still has: the other server is behind', () => {
		const {sample} = scripted();
		sample(0, stats(contender(1), ephemeral));
		const behind = answers('zk1', 'dump', {...told('zk1', 'dump'), ephemerals: new Map()});
		expect(sample(5, behind, dump(contender(1))).znodes.has(contender(1))).toBe(true);
	});

	it('are none that have children, though a damaged answer says that somebody owns them', () => {
		const {sample} = scripted();
		sample(0, lists('/', 'a'), stats('/', ephemeral));
		expect(sample(5, dump()).znodes.get('/')?.names).toEqual(['a']);
	});

	it('leave nothing behind in an hour of a busy lock', () => {
		const {sample, data} = scripted();
		for (let second = 0; second < 3600; second++) {
			const late =
				second % 3 === 0 ? stats(contender(second), undefined) : stats(contender(second), ephemeral);
			sample(second, dump(contender(second), contender(second + 1)), late);
		}

		expect(data().znodes.size).toBeLessThanOrEqual(5);
		expect(data().inspection.handovers.holdings.size).toBe(1);
		expect(data().inspection.absent.size).toBeLessThanOrEqual(1);
	}, 60_000);
});

describe('the card', () => {
	it('shows what was read of its znode, and nothing of the one before', () => {
		const {sample, does, data} = scripted();
		does({type: 'card-opened', path: '/a'});
		expect(sample(1, dataOf('/a', '{"x":1}'), dataOf('/b', 'other')).described).toMatchObject({
			path: '/a',
			bytes: 7,
			decoded: {form: 'json'},
		});
		does({type: 'card-opened', path: '/b'});
		expect(sample(2).described).toMatchObject({path: '/b', decoded: undefined, bytes: undefined});
		does({type: 'closed'});
		sample(3);
		expect(data().described).toBeUndefined();
	});

	it('keeps the data it has when a later reading fails, and says why', () => {
		const {sample, does} = scripted();
		does({type: 'card-opened', path: '/a'});
		sample(1, dataOf('/a', 'text'));
		const failure = {kind: 'no-auth', message: 'not authorised'} as const;
		const {described} = sample(2, {of: 'data', path: '/a', answer: {kind: 'failed', failure, at: 0}});
		expect(described).toMatchObject({decoded: {lines: ['text']}, failure});
		expect(sample(3, dataOf('/a', 'new')).described?.failure).toBeUndefined();
	});

	it('says that the ACL cannot be read beside data that can', () => {
		const {sample, does} = scripted();
		does({type: 'card-opened', path: '/a'});
		const failure = {kind: 'no-auth', message: 'not authorised'} as const;
		const {described} = sample(1, dataOf('/a', 'text'), {
			of: 'acl',
			path: '/a',
			answer: {kind: 'failed', failure, at: 0},
		});
		expect(described).toMatchObject({aclFailure: failure, failure: undefined, acl: undefined});
	});
});
