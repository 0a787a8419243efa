// The questions a client asks about one znode: the request record of each, and what its reply record says.
import jute from 'node-zookeeper-client/lib/jute/index.js';
import {formatId} from '../ids.ts';
import {Reader} from '../records/reader.ts';
import type {Acl, Stat} from '../stat.ts';
import {ops} from './op-codes.ts';
import {PathRequest} from './path-request.ts';
import type {WatchKind} from './watches.ts';

export type Operation<T> = {
	/** The watch it can leave. */
	readonly watch: WatchKind | undefined;
	/** `path` as on the server. */
	readonly request: (path: string, watch: boolean) => jute.Request;
	/** The reply's record, checked to be well formed. */
	readonly read: (reply: unknown) => T;
	/** What it means that there is no such znode, and the watch that is left then; an error where undefined. */
	readonly absent?: {readonly value: T; readonly watch: WatchKind};
};

type Content = {readonly data: Buffer | undefined; readonly stat: Stat};
type Access = {readonly acl: readonly Acl[]; readonly stat: Stat};

type WithStat = {readonly stat: jute.StatRecord};

const {protocol} = jute;
/** A request with its header. */
export const headed = (type: number, payload: jute.Payload): jute.Request =>
	new jute.Request(new protocol.RequestHeader(0, type), payload); // the queue numbers it

const idOf = (long: Buffer) => formatId(long.readBigUInt64BE());
const none = formatId(0n);

/** The Stat of a reply's record. */
export const statOf = ({stat}: WithStat): Stat => {
	const owner = idOf(stat.ephemeralOwner);
	return {
		czxid: idOf(stat.czxid),
		mzxid: idOf(stat.mzxid),
		pzxid: idOf(stat.pzxid),
		ctime: Number(stat.ctime.readBigInt64BE()),
		mtime: Number(stat.mtime.readBigInt64BE()),
		version: stat.version,
		cversion: stat.cversion,
		aversion: stat.aversion,
		ephemeralOwner: owner === none ? undefined : owner,
		dataBytes: stat.dataLength,
		children: stat.numChildren,
	};
};

const aclOf = ({perms, id}: jute.AclRecord): Acl => ({
	permissions: perms,
	scheme: id.scheme ?? '',
	id: id.id ?? '',
});

export const getData: Operation<Content> = {
	watch: 'data',
	request: (path, watch) => new PathRequest(ops.getData, path, watch),
	read(reply) {
		const record = reply as WithStat & {readonly data: Buffer | undefined};
		return {data: record.data, stat: statOf(record)};
	},
};

const statBytes = 68;

/** Whether the body of a reply, from `at` on, is a Stat; a million of them are read to sort by one of its figures. */
export const statReply: readonly [number, (frame: Buffer, at: number) => boolean] = [
	ops.exists,
	(frame, at) => frame.length - at >= statBytes,
];

export const exists: Operation<Stat | undefined> = {
	watch: 'data',
	request: (path, watch) => new PathRequest(ops.exists, path, watch),
	read: reply => new Reader(Buffer.isBuffer(reply) ? reply : Buffer.alloc(statBytes)).stat(),
	absent: {value: undefined, watch: 'existence'},
};

export const getAcl: Operation<Access> = {
	watch: undefined,
	request: path => headed(ops.getAcl, new protocol.GetACLRequest(path)),
	read(reply) {
		const record = reply as WithStat & {readonly acl: readonly jute.AclRecord[] | undefined};
		return {acl: (record.acl ?? []).map(entry => aclOf(entry)), stat: statOf(record)};
	},
};
