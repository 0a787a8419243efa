// What changes a tree, as it travels: create2, delete, setData, multi and, because it goes the same way, sync. (zookeeper.md D.4, F.1, F.3)
//
//   create2 (15), createContainer (19) = `ustring path, buffer data, vector<ACL> acl, int flags` → `ustring path, Stat`
//   multi (14) = { MultiHeader, record }*, end → { MultiHeader, result }*, end;  MultiHeader = `int type, boolean done, int err`
//   sync (9) = `ustring path` → `ustring path`
import jute from 'node-zookeeper-client/lib/jute/index.js';
import type {Acl, Stat} from '../stat.ts';
import {ops} from '../wire/op-codes.ts';
import {headed, statOf, type Operation} from '../wire/operations.ts';
import {Reader, fits} from './reader.ts';
import {Writer} from './writer.ts';

const {data: records, protocol} = jute;

export type CreateMode = {
	readonly ephemeral?: boolean;
	/** ZooKeeper appends ten digits to the name. */
	readonly sequential?: boolean;
	/** Removed by the servers some time after its last child is gone; neither ephemeral nor sequential. */
	readonly container?: boolean;
};

export type NewNode = CreateMode & {
	readonly path: string;
	/** Undefined: null data. */
	readonly data: Buffer | undefined;
	readonly acl: readonly Acl[];
};

/** One of the changes that are made together. `version` −1: any. */
export type Change =
	| ({readonly kind: 'create'} & NewNode)
	| {readonly kind: 'set'; readonly path: string; readonly data: Buffer; readonly version: number}
	| {readonly kind: 'delete' | 'check'; readonly path: string; readonly version: number};

/** What came of one of them: the path created, the new Stat, nothing to tell, or its error code. */
export type ChangeResult = {readonly path?: string; readonly stat?: Stat; readonly code?: number};

const createRecord = ({path, data, acl, ...mode}: NewNode): jute.JuteRecord =>
	new protocol.CreateRequest(
		path,
		data,
		acl.map(({permissions, scheme, id}) => new records.ACL(permissions, new records.Id(scheme, id))),
		flagsOf(mode),
	);

const flagsOf = ({ephemeral = false, sequential = false, container = false}: CreateMode): number =>
	container ? 4 : (ephemeral ? 1 : 0) + (sequential ? 2 : 0);

const created = (reader: Reader): {readonly path: string; readonly stat: Stat} => ({
	path: reader.text(),
	stat: reader.stat(),
});

/** Creates a znode; its Stat comes with the reply (ZooKeeper 3.5 and later). */
export const creating = (node: NewNode): Operation<{readonly path: string; readonly stat: Stat}> => ({
	watch: undefined,
	request: path =>
		headed(node.container === true ? ops.createContainer : ops.create2, createRecord({...node, path})),
	read: reply => created(new Reader(bodyOf(reply))),
});

/** Sets a znode's data. */
export const setting = (data: Buffer, version: number): Operation<Stat> => ({
	watch: undefined,
	request: path => headed(ops.setData, new protocol.SetDataRequest(path, data, version)),
	read: reply => statOf(reply as {readonly stat: jute.StatRecord}), // the package knows this one
});

/** Deletes a znode without children. */
export const deleting = (version: number): Operation<undefined> => ({
	watch: undefined,
	request: path => headed(ops.delete, new protocol.DeleteRequest(path, version)),
	read: () => undefined,
});

/** Asks the leader to have all before this arrive at our server first. */
export const syncing: Operation<undefined> = {
	watch: undefined,
	request: path => headed(ops.sync, new Writer().text(path)),
	read: () => undefined,
};

/** All of them or none, in one transaction; paths as on the server. Gives a result for each, in order. */
export const changing = (changes: readonly Change[]): Operation<readonly ChangeResult[]> => ({
	watch: undefined,
	request: () => headed(ops.multi, new Batch([...changes.flatMap(partsOf), header(ops.error, true)])),
	read: reply => resultsIn(new Reader(bodyOf(reply))),
});

/** Records one behind the other. */
class Batch {
	readonly #records: readonly jute.Payload[];

	constructor(parts: readonly jute.Payload[]) {
		this.#records = parts;
	}

	byteLength(): number {
		return this.#records.reduce((sum, record) => sum + record.byteLength(), 0);
	}

	serialize(buffer: Buffer, offset: number): number {
		let end = offset;
		for (const record of this.#records) {
			end += record.serialize(buffer, end);
		}

		return end - offset;
	}
}

const header = (type: number, done = false): jute.Payload => new protocol.MultiHeader(type, done, -1);

const partsOf = (change: Change): readonly jute.Payload[] => {
	switch (change.kind) {
		case 'create': {
			const type = change.container === true ? ops.createContainer : ops.create;
			return [header(type), createRecord(change)];
		}

		case 'set': {
			const {path, data, version} = change;
			return [header(ops.setData), new protocol.SetDataRequest(path, data, version)];
		}

		case 'delete':
			return [header(ops.delete), new protocol.DeleteRequest(change.path, change.version)];
		case 'check':
			return [header(ops.check), new protocol.CheckVersionRequest(change.path, change.version)];
	}
};

const resultsIn = (reader: Reader): readonly ChangeResult[] => {
	const results: ChangeResult[] = [];
	for (;;) {
		const [type, done] = [reader.int(), reader.boolean()];
		reader.int();
		if (done) {
			return results;
		}

		results.push(resultIn(type, reader));
	}
};

const resultIn = (type: number, reader: Reader): ChangeResult => {
	switch (type) {
		case ops.error:
			return {code: reader.int()};
		case ops.create:
			return {path: reader.text()};
		case ops.create2:
		case ops.createContainer:
			return created(reader);
		case ops.setData:
			return {stat: reader.stat()};
		default:
			return {};
	}
};

const bodyOf = (reply: unknown): Buffer => (Buffer.isBuffer(reply) ? reply : Buffer.alloc(0));

/** Whether the body of a reply, from `at` on, is what the operation is answered with; for operations above alone. */
export const changeReplies: ReadonlyMap<number, (frame: Buffer, at: number) => boolean> = new Map([
	[ops.create2, (frame, at) => fits(frame, at, created)],
	[ops.createContainer, (frame, at) => fits(frame, at, created)],
	[ops.multi, (frame, at) => fits(frame, at, resultsIn)],
	[ops.sync, (frame, at) => fits(frame, at, reader => reader.text())],
]);
