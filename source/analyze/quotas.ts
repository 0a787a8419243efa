// Quotas as ZooKeeper keeps them: two znodes below /zookeeper/quota for each path that has one. (StatsTrack.java, Quotas.java)

export const quotaRoot = '/zookeeper/quota';

/** Where the limits of a path's quota are kept, and what is used of it. */
export const quotaNodes = (path: string): {readonly limits: string; readonly stats: string} => ({
	limits: `${quotaRoot}${path === '/' ? '' : path}/zookeeper_limits`,
	stats: `${quotaRoot}${path === '/' ? '' : path}/zookeeper_stats`,
});

/** Of one kind: a hard one refuses writes (since 3.7), a soft one only writes a line into the servers' log. */
export type QuotaShare = {readonly used: number; readonly limit: number; readonly hard: boolean};

export type Quota = {
	/** Znodes, the path's own included; undefined: no limit. */
	readonly znodes: QuotaShare | undefined;
	/** Bytes of data. */
	readonly bytes: QuotaShare | undefined;
};

/** @param limits `count=5,bytes=100=;byteHardLimit=-1;countHardLimit=-1` @param stats `count=2,bytes=8` */
export const readQuota = (limits: string, stats: string): Quota => {
	const [most, used] = [numbersIn(limits), numbersIn(stats)];
	const shareOf = (name: 'count' | 'bytes', hardName: string): QuotaShare | undefined => {
		const [hard, soft, now] = [most.get(hardName) ?? none, most.get(name) ?? none, used.get(name)];
		// Where there is a hard limit the soft one is not looked at.
		const limit = hard > none ? hard : soft;
		return limit === none || now === undefined ? undefined : {used: now, limit, hard: hard > none};
	};

	return {znodes: shareOf('count', 'countHardLimit'), bytes: shareOf('bytes', 'byteHardLimit')};
};

/** ZooKeeper's word for no limit. */
const none = -1;

const numbersIn = (text: string): ReadonlyMap<string, number> =>
	new Map(
		text.split(/[,;]+/).flatMap(item => {
			const [name = '', value = ''] = item.split('=');
			return /^-?\d+$/.test(value) ? [[name, Number(value)] as const] : [];
		}),
	);

/** The quota of a znode by data of znodes; undefined where it has none, or none that was read. */
export const quotaIn = (contents: ReadonlyMap<string, Uint8Array>, path: string): Quota | undefined => {
	const {limits, stats} = quotaNodes(path);
	const [most, used] = [contents.get(limits), contents.get(stats)];
	return most === undefined || used === undefined
		? undefined
		: readQuota(Buffer.from(most).toString(), Buffer.from(used).toString());
};
