// Telling a new server of the watches that the last one held: it fires at once what has changed since (reference D.8).
import type ConnectionManager from 'node-zookeeper-client/lib/ConnectionManager.js';
import jute from 'node-zookeeper-client/lib/jute/index.js';
import {ops} from './op-codes.ts';
import type {Watches, WatchKind} from './watches.ts';

/** Far below the server's limit for a request (jute.maxbuffer, 1,048,575 by default), as the Java client has it. */
const batchBytes = 128 * 1024;

export type WatchBatch = {readonly request: jute.Request; readonly paths: readonly string[]};
type Watch = {readonly kind: WatchKind; readonly path: string};

const watchesOf = (watches: Watches): Watch[] =>
	(['data', 'existence', 'child'] as const).flatMap(kind => watches.paths(kind).map(path => ({kind, path})));

const batchesOf = (watches: readonly Watch[]): Watch[][] => {
	const batches: Watch[][] = [];
	let room = 0;
	for (const watch of watches) {
		const bytes = 4 + Buffer.byteLength(watch.path);
		if (bytes > room || batches.length === 0) {
			batches.push([]);
			room = batchBytes - 64; // headers and counts
		}

		batches.at(-1)?.push(watch);
		room -= bytes;
	}

	return batches;
};

/** The requests that restore all watches, changes since `zxid` (8 bytes) included. */
const restoring = (watches: Watches, zxid: Buffer): WatchBatch[] =>
	batchesOf(watchesOf(watches)).map(batch => {
		const paths = (kind: WatchKind) => batch.filter(watch => watch.kind === kind).map(watch => watch.path);
		const header = new jute.protocol.RequestHeader(0, ops.setWatches); // the queue numbers it
		const record = new jute.protocol.SetWatches(zxid, paths('data'), paths('existence'), paths('child'));
		return {request: new jute.Request(header, record), paths: batch.map(watch => watch.path)};
	});

/**
 * Queues these requests; watches that the server does not want are lost. So are those on subtrees: they would not tell what was
 * missed, so they are no more than new ones, and this server may be too old to have them.
 */
export const restore = (watches: Watches, zxid: Buffer, queue: ConnectionManager['queue']): void => {
	watches.loseTrees();
	for (const {request, paths} of restoring(watches, zxid)) {
		queue(request, (error, reply) => {
			if (error !== null && reply !== undefined) {
				watches.lose(paths); // the server said no; without a reply, the next one is asked
			}
		});
	}
};
