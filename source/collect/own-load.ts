// What zktop itself costs each server, so that it can be subtracted from the server's counters to the packet (facts.md M4).
import type {FailureKind} from '../zookeeper/errors.ts';
import type {Answer, OwnLoad} from './sample.ts';

/** Packets and bytes of our session so far, and the server it is connected to now. */
export type SessionTraffic = {readonly server: string | undefined; readonly packetsSent: number; readonly bytes: number};

export type Ledger = {
	/** Books one four-letter word and the length of its answer. */
	readonly bookWord: (server: string, answer: Answer<unknown>, bytes: number) => void;
	/** Books what the session has sent since the last booking to the server it is connected to. */
	readonly bookSession: (traffic: SessionTraffic) => void;
	/** All packets of ours that the server has counted by now. */
	readonly packetsOf: (server: string) => number;
	readonly total: (watches: number) => OwnLoad;
};

/** A word that never reached the server is not in its counters. */
const neverArrived: ReadonlySet<FailureKind> = new Set(['refused', 'unreachable', 'connection-limit']);

const wordBytes = 4;

export const createLedger = (): Ledger => {
	const packets = new Map<string, number>();
	let bytes = 0;
	let session = {packetsSent: 0, bytes: 0};
	const book = (server: string, count: number): void => {
		packets.set(server, (packets.get(server) ?? 0) + count);
	};

	return {
		bookWord: (server, answer, length) => {
			bytes += length + wordBytes;
			if (answer.kind !== 'failed' || !neverArrived.has(answer.failure.kind)) {
				book(server, 1);
			}
		},
		bookSession: ({server, packetsSent, bytes: sessionBytes}) => {
			bytes += sessionBytes - session.bytes;
			if (server !== undefined) {
				book(server, packetsSent - session.packetsSent);
			}

			session = {packetsSent, bytes: sessionBytes};
		},
		packetsOf: server => packets.get(server) ?? 0,
		total: watches => ({packets: [...packets.values()].reduce((sum, count) => sum + count, 0), bytes, watches}),
	};
};
