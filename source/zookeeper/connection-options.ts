// What a connection is given, and what it comes to.
import type {Host} from './hosts.ts';
import type {Id} from './ids.ts';
import type {Security} from './security.ts';
import type {HostRing} from './wire/host-ring.ts';
import type {Ledger} from './wire/traffic.ts';

/** A live session. `session` is canonical, `timeoutMs` negotiated. */
export type Connected = {
	readonly kind: 'connected';
	readonly server: Host;
	readonly session: Id;
	readonly timeoutMs: number;
	/** The server has no quorum and only reads (`readonlymode.enabled`). */
	readonly readOnly: boolean;
};

export type ConnectionOptions = {
	readonly ring: HostRing;
	readonly ledger: Ledger;
	readonly sessionTimeoutMs: number;
	readonly frameLimitBytes: number;
	readonly canBeReadOnly: boolean;
	/** Undefined: plain and anonymous. */
	readonly security?: Security;
	/** One of the package's STATES. */
	readonly onState: (state: number) => void;
};
