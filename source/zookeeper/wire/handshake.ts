// The first packet each way: who we are and how long our session may be silent; which session we have.
import jute from 'node-zookeeper-client/lib/jute/index.js';
import {errorOf, type Failure} from '../errors.ts';
import {holds} from './well-formed.ts';

export type Introduction = {
	/** 8 bytes; a server that has not seen it yet closes the connection. */
	readonly lastZxidSeen: Buffer;
	readonly timeoutMs: number;
	/** 8 bytes; zeros ask for a new session. */
	readonly session: Buffer;
	readonly password: Buffer;
	/** Whether a server without quorum will do (`readonlymode.enabled`). */
	readonly canBeReadOnly: boolean;
};

/** The connect request's frame. The package's record lacks the last field, `boolean readOnly`. */
export const introduce = (who: Introduction): Buffer => {
	const record = new jute.protocol.ConnectRequest(
		jute.PROTOCOL_VERSION,
		who.lastZxidSeen,
		who.timeoutMs,
		who.session,
		who.password,
	);
	const frame = new jute.Request(null, record).toBuffer();
	frame.writeInt32BE(frame.length - 4 + 1, 0);
	return Buffer.concat([frame, Buffer.of(who.canBeReadOnly ? 1 : 0)]);
};

export type Greeting = {
	/** Negotiated; 0 or less when the session is expired or unknown. */
	readonly timeoutMs: number;
	readonly readOnly: boolean;
};

/** What is said of an answer of which no more is known. */
export const unknownAnswer = 'its answer is no connect response';

/** A connect response is 37 bytes long (36 up to 3.3); anything much longer comes from somebody else. */
export const greetingLimitBytes = 1024;

/** Reads `int 0, int timeOut, long session, buffer password[, boolean readOnly]`; undefined when the frame is none. */
export const readGreeting = (frame: Buffer): Greeting | undefined => {
	if (!holds(jute.protocol.ConnectResponse, frame, 4) || frame.readInt32BE(4) !== 0) {
		return undefined;
	}

	const end = 24 + Math.max(frame.readInt32BE(20), 0);
	return {timeoutMs: frame.readInt32BE(8), readOnly: frame[end] === 1};
};

const headerBytes = 20;
const notReadOnly = -119;

/** Why a frame is no connect response: a server may answer with a reply's header alone, `int xid, long zxid, int err`. */
export const refusalOf = (frame: Buffer): Failure => {
	const code = frame.length === headerBytes ? frame.readInt32BE(16) : 0;
	if (code === notReadOnly) {
		return {
			kind: 'not-serving',
			message:
				'has no quorum: it only reads, and opens no new session; zoo.cfg allows that: localSessionsEnabled=true and localSessionsUpgradingEnabled=true',
		};
	}

	return code < 0
		? errorOf(code, 'refuses the session')
		: {kind: 'garbled', message: `no ZooKeeper: ${unknownAnswer}`};
};

const strangers: ReadonlyArray<readonly [start: string, who: string]> = [
	['HTTP', 'it speaks HTTP'],
	['SSH-', 'it speaks SSH'],
	['220', 'it speaks FTP or SMTP'],
];

/** Who answers so that is not ZooKeeper, where that is known. */
export const strangerBy = (start: Buffer): string | undefined =>
	strangers.find(([word]) => start.toString('latin1', 0, word.length) === word)?.[1];
