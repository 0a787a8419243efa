// Moves for the two servers of a differential test: what a client may do next, at random, small enough that moves meet each other.
import fc from 'fast-check';
import {ops} from '../../source/zookeeper/wire/op-codes.ts';
import type {Writer} from '../../source/zookeeper/records/writer.ts';
import type {Acl} from '../../source/zookeeper/stat.ts';

/** What one of the clients does. `{}` in a path stands for the folder of the game. */
export type Move =
	| {readonly kind: 'ask'; readonly client: number; readonly type: number; readonly parts: Parts}
	| {readonly kind: 'multi'; readonly client: number; readonly changes: readonly Asked[]}
	| {readonly kind: 'auth'; readonly client: number; readonly scheme: string; readonly credentials: string}
	| {
			readonly kind: 'return';
			readonly client: number;
			/** Watches that it sets again, by list. */
			readonly lists: readonly (readonly string[])[];
			/** How many transactions before now it claims to have seen last. */
			readonly missed: number;
	  }
	| {readonly kind: 'renew'; readonly client: number};

type Parts = {
	readonly path: string;
	readonly data?: string | undefined;
	readonly acl?: readonly Acl[];
	readonly flags?: number;
	readonly ttlMs?: number;
	readonly version?: number;
	readonly watch?: boolean;
	readonly mode?: number;
};
export type Asked = {readonly type: number; readonly parts: Parts};

export const clients = 3;

const names = ['/a', '/b', '/c', '/a/x', '/a/y', '/b/x', '/a/x/deep'];
const path = fc.oneof(
	{weight: 30, arbitrary: fc.constantFrom(...names).map(name => `{}${name}`)},
	{weight: 3, arbitrary: fc.constant('{}')},
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			'{}/',
			'{}//a',
			'{}/../a',
			'{}/.',
			'a',
			'{}/a\u0001',
			'{}/a\u0000b',
			'{}/\uFFF0',
		),
	},
);
const data = fc.constantFrom('', 'one', 'two', undefined);
const version = fc.oneof(
	{weight: 4, arbitrary: fc.constant(-1)},
	{weight: 3, arbitrary: fc.constantFrom(0, 1, 2)},
);
const client = fc.nat({max: clients - 1});

const hash = (user: string): string =>
	({ann: 'ann:7RJfAeIvrl4zdj6sS2fXrQHDvHM=', bob: 'bob:fyVmFCwVbTJYrznoSu1koqYEYF0='})[user] ?? '';
const entry = (permissions: number, scheme: string, id: string): Acl => ({permissions, scheme, id});
const open = entry(31, 'world', 'anyone');
const acl = fc.oneof(
	{weight: 8, arbitrary: fc.constant([open])},
	{
		weight: 4,
		arbitrary: fc.constantFrom(
			[entry(31, 'digest', hash('ann'))],
			[entry(1, 'world', 'anyone'), entry(30, 'digest', hash('bob'))],
			[entry(31, 'auth', '')],
			[entry(31, 'ip', '127.0.0.0/8')],
			[entry(31, 'ip', '10.0.0.1')],
			[entry(16, 'world', 'anyone')],
			[open, open],
			[],
			[entry(31, 'world', 'nobody')],
			[entry(31, 'digest', 'ann')],
			[entry(31, 'nobody-knows', 'x')],
			[entry(31, 'ip', 'not an address')],
		),
	},
);

const create = fc
	.record({
		type: fc.constantFrom(ops.create, ops.create2, ops.create2, ops.createContainer, ops.createTtl),
		path,
		data,
		acl,
		mode: fc.constantFrom(0, 0, 0, 1, 2, 3),
		ttlMs: fc.constantFrom(3_600_000, 3_600_000, 0, -1),
	})
	.map(({type, mode, ...parts}): Asked => {
		const flags = type === ops.createContainer ? 4 : type === ops.createTtl ? 5 + (mode > 1 ? 1 : 0) : mode;
		return {type, parts: {...parts, flags}};
	});
const remove = fc.record({path, version}).map((parts): Asked => ({type: ops.delete, parts}));
const set = fc.record({path, data, version}).map((parts): Asked => ({type: ops.setData, parts}));
const setAcl = fc.record({path, acl, version}).map((parts): Asked => ({type: ops.setAcl, parts}));
const check = fc.record({path, version}).map((parts): Asked => ({type: ops.check, parts}));
const look = fc
	.record({
		type: fc.constantFrom(ops.exists, ops.getData, ops.getChildren, ops.getChildren2),
		path,
		watch: fc.boolean(),
	})
	.map(({type, ...parts}): Asked => ({type, parts}));
const glance = fc
	.record({
		type: fc.constantFrom(ops.getAcl, ops.getAllChildrenNumber, ops.getEphemerals, ops.sync, ops.whoAmI),
		path,
	})
	.map(({type, ...parts}): Asked => ({type, parts}));
const watch = fc
	.record({
		type: fc.constantFrom(ops.addWatch, ops.addWatch, ops.removeWatches),
		path,
		mode: fc.constantFrom(0, 1, 2),
	})
	.map(({type, mode, path}): Asked => ({
		type,
		parts: {path, mode: type === ops.addWatch ? mode % 2 : mode + 1},
	}));

const ask = fc
	.record({
		client,
		asked: fc.oneof(
			{weight: 10, arbitrary: create},
			{weight: 5, arbitrary: remove},
			{weight: 5, arbitrary: set},
			{weight: 2, arbitrary: setAcl},
			{weight: 10, arbitrary: look},
			{weight: 3, arbitrary: glance},
			{weight: 4, arbitrary: watch},
		),
	})
	.map(({client, asked}): Move => ({kind: 'ask', client, ...asked}));
const multi = fc
	.record({client, changes: fc.array(fc.oneof(create, remove, set, check), {maxLength: 4})})
	.map((move): Move => ({kind: 'multi', ...move}));
const auth = fc
	.record({
		client,
		scheme: fc.oneof(
			{weight: 6, arbitrary: fc.constant('digest')},
			{weight: 1, arbitrary: fc.constant('none')},
		),
		credentials: fc.constantFrom('ann:secret', 'bob:secret'),
	})
	.map((move): Move => ({kind: 'auth', ...move}));
const comeBack = fc
	.record({
		client,
		lists: fc.array(fc.array(path, {maxLength: 2}), {minLength: 5, maxLength: 5}),
		missed: fc.nat({max: 6}),
	})
	.map((move): Move => ({kind: 'return', ...move}));
const renew = fc.record({client}).map((move): Move => ({kind: 'renew', ...move}));

export const move: fc.Arbitrary<Move> = fc.oneof(
	{weight: 40, arbitrary: ask},
	{weight: 6, arbitrary: multi},
	{weight: 3, arbitrary: auth},
	{weight: 2, arbitrary: comeBack},
	{weight: 1, arbitrary: renew},
);

/** Writes the body of a request. */
export const writeAsked = ({type, parts}: Asked, body: Writer, folder: string): void => {
	const {data, acl = [], flags = 0, ttlMs = 0, version = -1, watch = false, mode = 0} = parts;
	const path = parts.path.replace('{}', folder);
	if (type === ops.whoAmI) {
		return;
	}

	body.text(path);
	switch (type) {
		case ops.create:
		case ops.create2:
		case ops.createContainer:
		case ops.createTtl:
			body
				.buffer(data === undefined ? undefined : Buffer.from(data))
				.acl(acl)
				.int(flags);
			if (type === ops.createTtl) {
				body.long(ttlMs);
			}

			break;
		case ops.setData:
			body.buffer(data === undefined ? undefined : Buffer.from(data)).int(version);
			break;
		case ops.setAcl:
			body.acl(acl).int(version);
			break;
		case ops.delete:
		case ops.check:
			body.int(version);
			break;
		case ops.exists:
		case ops.getData:
		case ops.getChildren:
		case ops.getChildren2:
			body.boolean(watch);
			break;
		case ops.addWatch:
		case ops.removeWatches:
			body.int(mode);
			break;
		default:
			break;
	}
};
