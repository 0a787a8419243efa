// The first packet of a client: whom it takes itself for. (zookeeper.md D.2)
import {Reader} from '../../zookeeper/records/reader.ts';
import type {Session} from './sessions.ts';
import {Writer} from './writer.ts';

export type Hello = {
	readonly lastZxid: number;
	readonly timeoutMs: number;
	/** 0: a new one. */
	readonly session: bigint;
	readonly password: Buffer;
};

/** Reads the connect request, its length in front. */
export const readHello = (frame: Buffer): Hello => {
	const reader = new Reader(frame, 4);
	reader.int();
	return {
		lastZxid: Number(BigInt.asIntN(64, reader.long())),
		timeoutMs: reader.int(),
		session: reader.long(),
		password: reader.bytes() ?? Buffer.alloc(0),
	};
};

/** The answer; without a session it has expired. */
export const greetingOf = (session: Session | undefined): Writer =>
	new Writer()
		.int(0)
		.int(session?.timeoutMs ?? 0)
		.long(session?.id ?? 0n)
		.buffer(session?.password ?? Buffer.alloc(16))
		.boolean(false);
