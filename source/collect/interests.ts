// What is on screen or asked for: the poller asks dear questions only while somebody wants their answers.

export type Interests = {
	/** Sessions and connections of every server (`cons`). */
	readonly connections: boolean;
	/** All ephemerals by session (`dump`), of the leader and one follower only. */
	readonly ephemerals: boolean;
	/** Znodes whose children are shown; each is read once and then followed by a watch. */
	readonly open: readonly string[];
	/** Znodes whose row is shown: their stat is read when they appear and again every `statEveryMs`. */
	readonly stats: readonly string[];
	/** Ephemeral contenders: their stat never changes while they exist, so it is read once. */
	readonly once: readonly string[];
	/** The znode whose card is shown: data, stat and ACL, followed by a watch. */
	readonly described: string | undefined;
};

export const noInterests: Interests = {
	connections: false,
	ephemerals: false,
	open: [],
	stats: [],
	once: [],
	described: undefined,
};
