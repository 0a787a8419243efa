// The doors behind which a fact is found, and what came of knocking.

import type {Scheme} from '../zookeeper/admin/scheme.ts';

/**
 * `word`: a four-letter word on the client port that was named; `other-port`: the same word on the server's other one, plain or TLS;
 * `admin`: the AdminServer.
 */
export type Source = 'word' | 'other-port' | 'admin';

/** One try to learn one fact through one door. */
export type Attempt = {
	readonly source: Source;
	/** `shut`: not allowed or not there, which zoo.cfg can change. */
	readonly result: 'works' | 'shut' | 'failed';
	/** What is in the way; undefined where it works. */
	readonly why: string | undefined;
	/** Our clock, epoch ms. */
	readonly at: number;
	/** Of the answer. */
	readonly bytes: number;
	/** How often this door was tried in the minute that ends with this. */
	readonly asksPerMinute: number;
	/** Of an AdminServer that answered. */
	readonly scheme?: Scheme | undefined;
	/** The server's other client port. */
	readonly port?: number;
};
