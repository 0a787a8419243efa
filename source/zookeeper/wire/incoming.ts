// What a packet of a live connection is, before the package acts on it: `int length, int xid, long zxid, int err, body`.
import type ConnectionManager from 'node-zookeeper-client/lib/ConnectionManager.js';
import Exception from 'node-zookeeper-client/lib/Exception.js';
import jute from 'node-zookeeper-client/lib/jute/index.js';
import type {ZooKeeperError} from '../errors.ts';
import {ops} from './op-codes.ts';
import {holds, holdsReply} from './well-formed.ts';
import {holdsIdentities} from '../access/who-am-i.ts';
import {changeReplies} from '../records/changes.ts';
import {listingReply} from '../records/listing.ts';
import {watchReplies} from '../records/tree-watch.ts';
import {statReply} from './operations.ts';

export type Incoming =
	| {readonly kind: 'event' | 'pong' | 'reply'}
	/** A reply that is an error; the package would throw on codes that it does not know. */
	| {readonly kind: 'error'; readonly outcome: Parameters<ConnectionManager.Callback>}
	/** A reply whose record the package does not know: its payload is the body's bytes. */
	| {readonly kind: 'answer'; readonly outcome: Parameters<ConnectionManager.Callback>}
	| {readonly kind: 'garbled'; readonly says: string};

const bodyAt = 20;

/** Operations whose replies the package does not know, or decodes all at once: whether the body is one. */
const ownReplies: ReadonlyMap<number, (frame: Buffer, at: number) => boolean> = new Map([
	[ops.whoAmI, holdsIdentities],
	...changeReplies,
	listingReply,
	statReply,
	...watchReplies,
]);

/** The package's error for any code of a server. `cause` is what the caller shall see instead. */
export const exceptionOf = (code: number, cause?: ZooKeeperError): Exception =>
	Object.assign(Exception.create(Exception.SYSTEM_ERROR), {code, cause});

const responseOf = (frame: Buffer, payload: Buffer | null): jute.Response =>
	new jute.Response(
		{xid: frame.readInt32BE(4), zxid: frame.subarray(8, 16), err: frame.readInt32BE(16)},
		payload,
	);

const errorIn = (frame: Buffer, code: number): Incoming => ({
	kind: 'error',
	outcome: [exceptionOf(code), responseOf(frame, null)],
});

const answerIn = (frame: Buffer, isAnswer: (frame: Buffer, at: number) => boolean): Incoming =>
	isAnswer(frame, bodyAt)
		? {kind: 'answer', outcome: [null, responseOf(frame, frame.subarray(bodyAt))]}
		: {kind: 'garbled', says: 'sent a reply that does not answer the question'};

const replyIn = (frame: Buffer, xid: number, asked: jute.RequestHead | undefined): Incoming => {
	const code = frame.readInt32BE(16);
	if (asked?.xid !== xid) {
		return {kind: 'garbled', says: 'answered what was not asked'};
	}

	if (code !== 0) {
		return errorIn(frame, code);
	}

	const isAnswer = ownReplies.get(asked.type);
	if (isAnswer !== undefined) {
		return answerIn(frame, isAnswer);
	}

	return holdsReply(asked.type, frame, bodyAt)
		? {kind: 'reply'}
		: {kind: 'garbled', says: 'sent a reply that does not answer the question'};
};

/** `asked`: the request that waits longest for its reply; a server answers in order. */
export const classify = (frame: Buffer, asked: jute.RequestHead | undefined): Incoming => {
	if (frame.length < bodyAt) {
		return {kind: 'garbled', says: `sent a packet of ${frame.length} bytes, too short for a reply`};
	}

	const xid = frame.readInt32BE(4);
	switch (xid) {
		case jute.XID_NOTIFICATION: {
			return holds(jute.protocol.WatcherEvent, frame, bodyAt)
				? {kind: 'event'}
				: {kind: 'garbled', says: 'sent a watch event that is none'};
		}

		case jute.XID_PING:
		case jute.XID_AUTHENTICATION: {
			return {kind: 'pong'};
		}

		default: {
			return replyIn(frame, xid, asked);
		}
	}
};
