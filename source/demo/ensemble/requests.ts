// What clients ask, read from the wire: op code and body → one request. (zookeeper.md D.4, F.1)
import type {Reader} from '../../zookeeper/records/reader.ts';
import type {Acl} from '../../zookeeper/stat.ts';

export const ops = {
	create: 1,
	delete: 2,
	exists: 3,
	getData: 4,
	setData: 5,
	getAcl: 6,
	setAcl: 7,
	getChildren: 8,
	sync: 9,
	ping: 11,
	getChildren2: 12,
	check: 13,
	multi: 14,
	create2: 15,
	removeWatches: 18,
	createContainer: 19,
	createTtl: 21,
	auth: 100,
	setWatches: 101,
	getEphemerals: 103,
	getAllChildrenNumber: 104,
	setWatches2: 105,
	addWatch: 106,
	whoAmI: 107,
	closeSession: -11,
	error: -1,
} as const;

/** One that changes the tree; `type` is its op code. */
export type Change =
	| {
			readonly kind: 'create';
			readonly type: number;
			readonly path: string;
			readonly data: Buffer | undefined;
			readonly acl: readonly Acl[];
			readonly flags: number;
			readonly ttlMs: number;
	  }
	| {
			readonly kind: 'set';
			readonly type: number;
			readonly path: string;
			readonly data: Buffer | undefined;
			readonly version: number;
	  }
	| {
			readonly kind: 'set-acl';
			readonly type: number;
			readonly path: string;
			readonly acl: readonly Acl[];
			readonly version: number;
	  }
	| {
			readonly kind: 'delete' | 'check';
			readonly type: number;
			readonly path: string;
			readonly version: number;
	  };

/** One that takes the leader; `changes` of a multi come together or not at all. */
export type Write =
	| {readonly kind: 'one'; readonly change: Change}
	| {readonly kind: 'multi'; readonly changes: readonly Change[]}
	| {readonly kind: 'close'}
	| {readonly kind: 'sync'; readonly path: string};

export type WatchLists = {
	readonly zxid: number;
	readonly data: readonly string[];
	readonly exist: readonly string[];
	readonly child: readonly string[];
	readonly persistent: readonly string[];
	readonly recursive: readonly string[];
};

/** One that our server answers alone. */
export type Read =
	| {
			readonly kind: 'exists' | 'data' | 'children' | 'children2';
			readonly path: string;
			readonly watch: boolean;
	  }
	| {readonly kind: 'acl' | 'ephemerals' | 'count'; readonly path: string}
	| {readonly kind: 'add-watch'; readonly path: string; readonly recursive: boolean}
	| {readonly kind: 'remove-watches'; readonly path: string; readonly type: number}
	| {readonly kind: 'set-watches'; readonly lists: WatchLists}
	| {readonly kind: 'who-am-i'}
	| {readonly kind: 'auth'; readonly scheme: string; readonly credentials: Buffer}
	| {readonly kind: 'ping'};

export type Request =
	{readonly kind: 'write'; readonly write: Write} | {readonly kind: 'read'; readonly read: Read};

const readAcl = (reader: Reader): readonly Acl[] =>
	reader.list(() => ({permissions: reader.int(), scheme: reader.text(), id: reader.text()}));

const changeOf = (type: number, reader: Reader): Change | undefined => {
	const path = (): string => reader.text();
	switch (type) {
		case ops.create:
		case ops.create2:
		case ops.createContainer:
		case ops.createTtl: {
			const node = {path: path(), data: reader.bytes(), acl: readAcl(reader), flags: reader.int()};
			const ttlMs = type === ops.createTtl ? Number(BigInt.asIntN(64, reader.long())) : 0;
			return {kind: 'create', type, ...node, ttlMs};
		}

		case ops.setData:
			return {kind: 'set', type, path: path(), data: reader.bytes(), version: reader.int()};
		case ops.setAcl:
			return {kind: 'set-acl', type, path: path(), acl: readAcl(reader), version: reader.int()};
		case ops.delete:
			return {kind: 'delete', type, path: path(), version: reader.int()};
		case ops.check:
			return {kind: 'check', type, path: path(), version: reader.int()};
		default:
			return undefined;
	}
};

const changesIn = (reader: Reader): readonly Change[] => {
	const changes: Change[] = [];
	for (;;) {
		const [type, done] = [reader.int(), reader.boolean()];
		reader.int();
		const change = done ? undefined : changeOf(type, reader);
		if (change === undefined) {
			return changes;
		}

		// Whatever it was asked as: in a multi the reply tells the path alone. (S/MultiOperationRecord.java)
		changes.push(change.type === ops.create2 ? {...change, type: ops.create} : change);
	}
};

const writeOf = (type: number, reader: Reader): Write | undefined => {
	switch (type) {
		case ops.multi:
			return {kind: 'multi', changes: changesIn(reader)};
		case ops.closeSession:
			return {kind: 'close'};
		case ops.sync:
			return {kind: 'sync', path: reader.text()};
		case ops.check:
			return undefined;
		default: {
			const change = changeOf(type, reader);
			return change && {kind: 'one', change};
		}
	}
};

const looks = new Map<number, 'exists' | 'data' | 'children' | 'children2'>([
	[ops.exists, 'exists'],
	[ops.getData, 'data'],
	[ops.getChildren, 'children'],
	[ops.getChildren2, 'children2'],
]);

const readOf = (type: number, reader: Reader): Read | undefined => {
	const look = looks.get(type);
	if (look !== undefined) {
		return {kind: look, path: reader.text(), watch: reader.boolean()};
	}

	switch (type) {
		case ops.getAcl:
			return {kind: 'acl', path: reader.text()};
		case ops.getEphemerals:
			return {kind: 'ephemerals', path: reader.text()};
		case ops.getAllChildrenNumber:
			return {kind: 'count', path: reader.text()};
		case ops.addWatch:
			return {kind: 'add-watch', path: reader.text(), recursive: reader.int() === 1};
		case ops.removeWatches:
			return {kind: 'remove-watches', path: reader.text(), type: reader.int()};
		case ops.setWatches:
		case ops.setWatches2:
			return {kind: 'set-watches', lists: listsOf(reader, type === ops.setWatches2)};
		case ops.whoAmI:
			return {kind: 'who-am-i'};
		case ops.auth:
			reader.int();
			return {kind: 'auth', scheme: reader.text(), credentials: reader.bytes() ?? Buffer.alloc(0)};
		case ops.ping:
			return {kind: 'ping'};
		default:
			return undefined;
	}
};

const listsOf = (reader: Reader, hasPersistent: boolean): WatchLists => {
	const paths = (): readonly string[] => reader.list(() => reader.text());
	const later = (): readonly string[] => (hasPersistent ? paths() : []);
	return {
		zxid: Number(BigInt.asIntN(64, reader.long())),
		data: paths(),
		exist: paths(),
		child: paths(),
		persistent: later(),
		recursive: later(),
	};
};

/** The request of this op code; undefined for one that is not known here. Throws a RangeError where bytes are missing. */
export const readRequest = (type: number, reader: Reader): Request | undefined => {
	const write = writeOf(type, reader);
	if (write !== undefined) {
		return {kind: 'write', write};
	}

	const read = readOf(type, reader);
	return read && {kind: 'read', read};
};
