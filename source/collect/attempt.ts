// The doors behind which a fact is found, and what came of knocking.

/** `word`: a four-letter word on the client port; `admin`: the AdminServer. In this order they are tried. */
export type Source = 'word' | 'admin';

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
};
