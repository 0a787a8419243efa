// Wakes who relies on the session before the servers may end it: by our own clock, counted from the last question they answered.
import type {WritingClient} from '../zookeeper/writes.ts';

/** The longest delay a timer takes. */
const farMs = 2 ** 31 - 1;

/**
 * Calls `ring` once when less than `leftMs` of the lease are left, that is when nothing was heard for the rest of the session
 * timeout, or when there is no session any more. Returns how to stop that.
 *
 * A server that is cut off from its leader goes on answering pings for `syncLimit` ticks: then only the fence protects.
 */
export const alarm = (client: WritingClient, leftMs: number, ring: () => void): (() => void) => {
	let timer: NodeJS.Timeout | undefined;
	const look = (): void => {
		const until = client.leaseUntil();
		const waitMs = until === undefined ? 0 : until - leftMs - performance.now();
		if (waitMs <= 0) {
			ring();
		} else {
			timer = setTimeout(look, Math.min(Math.ceil(waitMs), farMs));
		}
	};

	look();
	return () => {
		clearTimeout(timer);
	};
};
