// Types of the parts of node-zookeeper-client 1.1.3 that source/zookeeper builds on, as its source has them.

/** The jute records (zookeeper.jute) and their codec. 64-bit fields are Buffers of 8 bytes, big endian. */
declare module 'node-zookeeper-client/lib/jute/index.js' {
	namespace jute {
		type Field = {readonly name: string; readonly type: string};

		type Payload = {byteLength(): number; serialize(buffer: Buffer, offset: number): number};

		class JuteRecord {
			readonly specification: readonly Field[];
			byteLength(): number;
			serialize(buffer: Buffer, offset: number): number;
			/** Throws a RangeError or worse on bytes that do not hold the record: look at them first. */
			deserialize(buffer: Buffer, offset: number): number;
		}

		class RequestHeader extends JuteRecord {
			constructor(xid?: number, type?: number);
			xid: number;
			type: number;
		}

		class ReplyHeader extends JuteRecord {
			xid: number;
			zxid: Buffer;
			err: number;
		}

		/** What is read of a header by those who have not made it. */
		type RequestHead = {xid: number; readonly type: number};
		type ReplyHead = {readonly xid: number; readonly zxid: Buffer; readonly err: number};

		class Request {
			constructor(header: RequestHead | null, payload: Payload | null);
			readonly header: RequestHead | null;
			/** The frame, length included. */
			toBuffer(): Buffer;
		}

		class Response {
			constructor(header: ReplyHead, payload: JuteRecord | Buffer | null);
			readonly header: ReplyHead;
			/** The record that belongs to the request's operation; null for an error or an empty reply. */
			readonly payload: unknown;
		}

		type StatRecord = {
			readonly czxid: Buffer;
			readonly mzxid: Buffer;
			readonly ctime: Buffer;
			readonly mtime: Buffer;
			readonly version: number;
			readonly cversion: number;
			readonly aversion: number;
			readonly ephemeralOwner: Buffer;
			readonly dataLength: number;
			readonly numChildren: number;
			readonly pzxid: Buffer;
		};

		type AclRecord = {
			readonly perms: number;
			readonly id: {readonly scheme: string | undefined; readonly id: string | undefined};
		};

		type RecordClass<Arguments extends readonly unknown[] = []> = new (...fields: Arguments) => JuteRecord;

		const PROTOCOL_VERSION: number;
		const XID_NOTIFICATION: number;
		const XID_PING: number;
		const XID_AUTHENTICATION: number;
		const protocol: {
			readonly ConnectRequest: RecordClass<
				[version: number, lastZxidSeen: Buffer, timeoutMs: number, session: Buffer, password: Buffer]
			>;
			readonly ConnectResponse: RecordClass;
			readonly RequestHeader: typeof RequestHeader;
			readonly ReplyHeader: typeof ReplyHeader;
			readonly AuthPacket: RecordClass<[type: number, scheme: string, auth: Buffer]>;
			readonly SetWatches: RecordClass<
				[relativeZxid: Buffer, data: readonly string[], exist: readonly string[], child: readonly string[]]
			>;
			readonly WatcherEvent: RecordClass;
			readonly GetChildren2Response: RecordClass;
			readonly GetDataResponse: RecordClass;
			readonly GetACLRequest: RecordClass<[path: string]>;
			readonly GetACLResponse: RecordClass;
			readonly SetACLResponse: RecordClass;
			readonly CreateResponse: RecordClass;
			readonly SetDataResponse: RecordClass;
			readonly CreateRequest: RecordClass<
				[path: string, data: Buffer | undefined, acl: readonly JuteRecord[], flags: number]
			>;
			readonly DeleteRequest: RecordClass<[path: string, version: number]>;
			readonly SetDataRequest: RecordClass<[path: string, data: Buffer, version: number]>;
			readonly CheckVersionRequest: RecordClass<[path: string, version: number]>;
			readonly MultiHeader: RecordClass<[type: number, done: boolean, err: number]>;
		};
		const data: {
			readonly Id: RecordClass<[scheme?: string, id?: string]>;
			readonly ACL: RecordClass<[permissions?: number, id?: JuteRecord]>;
			readonly Stat: RecordClass;
		};
	}
	export = jute;
}

declare module 'node-zookeeper-client/lib/Exception.js' {
	/** The package's error; `create` throws on codes that it does not know. */
	class Exception extends Error {
		static readonly SYSTEM_ERROR: number;
		static readonly CONNECTION_LOSS: number;
		static create(code: number): Exception;
		code: number;
		getCode(): number;
	}
	export = Exception;
}

declare module 'node-zookeeper-client/lib/ConnectionManager.js' {
	import {EventEmitter} from 'node:events';
	import type {Socket} from 'node:net';
	import type jute from 'node-zookeeper-client/lib/jute/index.js';
	import type Exception from 'node-zookeeper-client/lib/Exception.js';

	namespace ConnectionManager {
		type Callback = (error: Exception | null, response: jute.Response | undefined) => void;
		type Packet = {readonly request: jute.Request; readonly callback: Callback};
		type Queue = {push(packet: Packet): unknown; shift(): Packet | undefined};
		type WatcherEvent = {readonly type: number; readonly path: string};
		/** What is asked of the table of watches while onSocketConnected is overridden. */
		type WatcherManager = {emit(event: WatcherEvent): void};
		type Options = {readonly sessionTimeout: number; readonly spinDelay: number};
	}

	/** One session; it makes one socket after another. Its methods are all meant to be overridden: it has no privates. */
	class ConnectionManager extends EventEmitter {
		static readonly STATES: {
			readonly DISCONNECTED: 0;
			readonly CONNECTING: 1;
			readonly CONNECTED: 2;
			readonly CONNECTED_READ_ONLY: 3;
			readonly CLOSING: -1;
			readonly CLOSED: -2;
			readonly SESSION_EXPIRED: -3;
			readonly AUTHENTICATION_FAILED: -4;
		};
		constructor(connectString: string, options: ConnectionManager.Options, onState: (state: number) => void);
		watcherManager: ConnectionManager.WatcherManager;
		state: number;
		xid: number;
		sessionId: Buffer;
		sessionPassword: Buffer;
		/** The last zxid seen in a reply. */
		zxid: Buffer;
		/** Requested, then negotiated; ms. */
		sessionTimeout: number;
		socket: Socket | undefined;
		readonly credentials: ReadonlyArray<{readonly scheme: string; readonly auth: Buffer}>;
		/** Requests not yet written; emits 'readable' at every push. */
		readonly packetQueue: {queue: ConnectionManager.Queue; shift(): ConnectionManager.Packet | undefined};
		/** Requests written and not yet answered, in order. */
		pendingQueue: ConnectionManager.Queue;

		setState(state: number): void;
		connect(): void;
		close(): void;
		queue(request: jute.Request, callback?: ConnectionManager.Callback): void;
		cleanupPendingQueue(code: number): void;
		onSocketConnected(): void;
		onSocketData(frame: Buffer): void;
		onSocketDrain(): void;
		onSocketClosed(hadError: boolean): void;
		onSocketTimeout(): void;
		onPacketQueueReadable(): void;
	}
	export = ConnectionManager;
}

declare module 'node-zookeeper-client' {
	import type ConnectionManager from 'node-zookeeper-client/lib/ConnectionManager.js';
	import type Exception from 'node-zookeeper-client/lib/Exception.js';

	/** Operations as callbacks. They use nothing but `connectionManager.queue`, whichever manager that is. */
	class Client {
		connectionManager: ConnectionManager;
		create(path: string, data: Buffer, done: (error: Exception | null, path: string) => void): void;
		setData(path: string, data: Buffer, done: (error: Exception | null) => void): void;
		remove(path: string, done: (error: Exception | null) => void): void;
	}

	const zookeeper: {
		createClient(connectString: string, options?: {readonly sessionTimeout?: number}): Client;
	};
	export = zookeeper;
}
