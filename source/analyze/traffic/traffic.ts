// What is known of who asks for how much, and where in the tree: what the hot line shows, and what the rules about it judge.
import type {Clients} from './clients.ts';
import type {Endings} from './endings.ts';
import type {Namespaces} from './namespaces.ts';
import type {Operations} from './operations.ts';
import type {OwnRead} from './own-reads.ts';
import type {Parents} from './parents.ts';
import type {Turnover} from './turnover.ts';

export type Traffic = {
	readonly clients: Clients;
	/** How many sessions come and go, by address. */
	readonly turnover: Turnover;
	readonly operations: Operations;
	readonly namespaces: Namespaces;
	/** Znodes with many children, as far as they are loaded. */
	readonly parents: Parents;
	readonly endings: Endings;
	/** Our own of the last minutes, oldest first. */
	readonly ownReads: readonly OwnRead[];
	/** Below which our paths are; namespaces are the servers'. */
	readonly chroot: string;
};
