// Watches on a whole subtree, which stay: addWatch and removeWatches. (zookeeper.md D.4, D.8)
//
//   operation      code  since  request                   reply
//   addWatch       106   3.6    ustring path, int mode    int 0
//   removeWatches  18    3.5    ustring path, int type    none
import {ops} from '../wire/op-codes.ts';
import {headed, type Operation} from '../wire/operations.ts';
import {Writer} from './writer.ts';

/** A mode. */
const recursive = 1;
/** A type: children, data or any of them. */
const any = 3;

/** The server tells from now on what is made, deleted and written at or below the path. */
export const watchingTree: Operation<undefined> = {
	watch: undefined,
	request: path => headed(ops.addWatch, new Writer().text(path).int(recursive)),
	read: () => undefined,
};

/** It tells nothing more of it, nor by any other watch of ours on that very path. */
export const unwatching: Operation<undefined> = {
	watch: undefined,
	request: path => headed(ops.removeWatches, new Writer().text(path).int(any)),
	read: () => undefined,
};

/** By their operations: whether the body of a reply, from `at` on, is theirs. */
export const watchReplies: ReadonlyArray<readonly [number, (frame: Buffer, at: number) => boolean]> = [
	[ops.addWatch, (frame, at) => frame.length >= at + 4],
	[ops.removeWatches, () => true],
];

/** Whether a server of this version (as srvr tells it) has such watches: one that does not know them closes the connection. */
export const knowsTreeWatches = (version: string): boolean =>
	Number(/^3\.(?<minor>\d{1,3})\./.exec(version)?.groups?.['minor'] ?? 0) >= 6;
