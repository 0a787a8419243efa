// What zktop itself costs each server, so that it can be subtracted from the server's counters to the packet (facts.md M4).
import type {Client} from '../zookeeper/client.ts';
import type {FailureKind} from '../zookeeper/errors.ts';
import type {Host} from '../zookeeper/hosts.ts';
import type {Answer, OwnLoad} from './sample.ts';

export type Ledger = {
	/** Books one four-letter word that leaves now; the function it gives, what came of it and the length of its answer. */
	readonly bookWord: (server: string) => (answer: Answer<unknown>, bytes: number) => void;
	/** Books what came over another way than the client port: it is no packet there. */
	readonly bookBytes: (length: number) => void;
	/** All packets of ours that the server can have counted by now: words and requests of our session. */
	readonly packetsOf: (host: Host) => number;
	/** Those that it has counted: a word that was not answered yet may still be on its way. */
	readonly countedOf: (host: Host) => number;
	readonly total: () => Omit<OwnLoad, 'pace'>;
};

/** A word that never reached the server is not in its counters. */
const neverArrived: ReadonlySet<FailureKind> = new Set(['refused', 'unreachable', 'connection-limit', 'tls']);

const wordBytes = 4;

/** @param client Undefined where no session is opened. */
export const createLedger = (client: Pick<Client, 'traffic' | 'watches'> | undefined): Ledger => {
	const words = new Map<string, number>();
	const underWay = new Map<string, number>();
	let bytes = 0;
	const packetsOf = (host: Host): number =>
		(words.get(host.name) ?? 0) + (client?.traffic(host).packetsSent ?? 0);
	return {
		bookWord: server => {
			const book = (count: number, waiting: number, length: number): void => {
				words.set(server, (words.get(server) ?? 0) + count);
				underWay.set(server, (underWay.get(server) ?? 0) + waiting);
				bytes += length;
			};

			book(1, 1, wordBytes);
			return (answer, length) => {
				book(answer.kind === 'failed' && neverArrived.has(answer.failure.kind) ? -1 : 0, -1, length);
			};
		},
		bookBytes: length => {
			bytes += length;
		},
		packetsOf,
		countedOf: host => packetsOf(host) - (underWay.get(host.name) ?? 0),
		total: () => {
			const session = client?.traffic();
			return {
				packets: [...words.values()].reduce((sum, count) => sum + count, session?.packetsSent ?? 0),
				bytes: bytes + (session?.bytesSent ?? 0) + (session?.bytesReceived ?? 0),
				watches: client?.watches() ?? 0,
			};
		},
	};
};
