// What can happen from one sample to the next: facts with their time.
import type {Id} from '../../zookeeper/ids.ts';

/** A client, as far as known. */
type Who = {readonly session: Id; readonly client: string | undefined; readonly server: string | undefined};

/** `at`: our clock, when it was seen. */
export type Happening = {readonly at: number} & (
	| {
			readonly kind: 'elected';
			readonly leader: string;
			readonly before: string;
			readonly epoch: number | undefined;
			readonly epochBefore: number | undefined;
			/** For how long nobody was seen to lead. */
			readonly leaderlessMs: number;
	  }
	/** It answers no more. `why` in one word. */
	| {readonly kind: 'fell'; readonly server: string; readonly why: string}
	/** It still does not answer, as since then, and no longer for the reason that was told last. */
	| {readonly kind: 'changed'; readonly server: string; readonly why: string; readonly since: number}
	| {readonly kind: 'returned'; readonly server: string; readonly afterMs: number}
	/** `sure`: the leader's list has it and had it not before; else zktop alone had not seen it before. */
	| (Who & {readonly kind: 'began'; readonly sure: boolean})
	/** `expired`: it outlived its connection, or its last word, by its timeout. Else nobody can tell from outside. */
	| (Who & {
			readonly kind: 'ended';
			readonly how: 'expired' | 'closed or expired';
			readonly ephemerals: number;
	  })
	| (Who & {readonly kind: 'moved'; readonly from: string; readonly server: string})
);
