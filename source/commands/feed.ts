// What feeds the store: one ensemble's session and poller, from their start to their end.
import type {Interests} from '../collect/interests.ts';
import {Poller} from '../collect/poller.ts';
import type {Options} from '../options.ts';
import type {Opening} from '../store/events.ts';
import type {Store} from '../store/store.ts';
import {createClient} from '../zookeeper/client.ts';
import {openedClient} from './opened-client.ts';
import {rememberBookmarks} from './bookmarks-memory.ts';
import {rememberMembers} from './members-memory.ts';

export type Feed = {
	readonly start: () => void;
	/** Says what is on screen now. */
	readonly want: (interests: Interests) => void;
	/** Asks everything again now. */
	readonly refresh: () => void;
	/** Asks all servers once who watches what. */
	readonly askWatchers: () => void;
	/** From now on nothing reaches the store; resolves when the session has ended, which is bounded. */
	readonly end: () => Promise<void>;
};

/** The feed of the ensemble of these options; it asks nothing before it is started. */
export const createFeed = (options: Options, store: Pick<Store, 'dispatch' | 'subscribe'>): Feed => {
	const {connect, security, frameLimitBytes, adminPorts, intervalMs, readsPerSecond} = options;
	let isLeft = false;
	/** What is on its way then, an answer or a file, is of no ensemble that is shown. */
	const dispatch: Store['dispatch'] = event => {
		if (!isLeft) {
			store.dispatch(event);
		}
	};

	const client = openedClient(
		createClient(connect, {security, frameLimitBytes}),
		connect.chroot,
		options.key,
	);
	const poller = new Poller({
		hosts: connect.hosts,
		tls: security.tls,
		adminPorts,
		findDigest: security.findDigest,
		chroot: connect.chroot,
		client,
		intervalMs,
		readsPerSecond,
		deliver: sample => {
			dispatch({type: 'sampled', sample});
		},
	});
	let forget: ReadonlyArray<() => Promise<void>> = [];
	return {
		start: () => {
			client.start();
			poller.start();
			forget = [rememberMembers, rememberBookmarks].map(remember => remember({...store, dispatch}, options));
		},
		want: interests => {
			poller.want(interests);
		},
		refresh: poller.refresh.bind(poller),
		askWatchers: poller.askWatchers.bind(poller),
		end: async () => {
			isLeft = true;
			poller.stop();
			await Promise.all([client.close(), ...forget.map(async end => end())]);
		},
	};
};

/** What the store knows of the ensemble before its first sample. */
export const openingOf = ({
	name,
	security,
	theme,
	connect,
	lockPaths,
	intervalMs,
	limits,
}: Options): Opening => ({
	target: {name, insecure: security.tls?.insecure === true, theme},
	servers: connect.hosts.map(server => server.name),
	lockPaths,
	chroot: connect.chroot,
	intervalMs,
	secure: security.tls !== undefined,
	limits,
	now: Date.now(),
});
