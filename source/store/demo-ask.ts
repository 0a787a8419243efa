// What `zktop demo` and the screen tell each other: what can be broken and what is, the drill that runs, what the user asks for.

/** A server or a client that can be broken. */
export type DemoTarget = {
	readonly id: string;
	readonly kind: 'server' | 'client';
	readonly label: string;
	/** What is broken of it now, in words; empty: nothing. */
	readonly faults: string;
};

/** An incident to practise. */
export type DemoDrill = {
	readonly name: string;
	readonly story: string;
	readonly question: string;
	readonly hints: readonly string[];
	/** What was wrong, and the keys that show it. */
	readonly solution: string;
};

export type Demo = {
	/** For any other client. */
	readonly connect: string;
	readonly targets: readonly DemoTarget[];
	readonly drill: DemoDrill | undefined;
};

export type DemoFault = 'freeze' | 'kill' | 'slow-disk' | 'partition' | 'cut' | 'delay' | 'expire';

/** What the user asks of it; `heal` takes all faults back. */
export type DemoAsk = {readonly fault: DemoFault; readonly target: string} | 'heal';

/** The demo as it is shown. */
export type DemoState = Demo & {
	/** The target that is meant. */
	readonly aim: string | undefined;
	/** How many hints were asked for; one more than there are: the solution. */
	readonly hinted: number;
};
