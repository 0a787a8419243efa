// `--scan` of the twins: locks and groups are looked for in the tree, where no server tells of them.
import {noInterests, type Interests} from '../collect/interests.ts';
import type {JobWish} from '../collect/jobs/job.ts';
import type {Options} from '../options.ts';
import type {Data} from '../store/state.ts';
import {andMore, type Problem} from './problems.ts';

type Asked = Pick<Options, 'scan' | 'lockPaths'>;

/** What is wished for; nothing where it was not asked for, or some server tells of all. */
const scanWishes = ({scan, lockPaths}: Asked, {inspection}: Data): readonly JobWish[] =>
	scan && inspection.lockSource.kind === 'loaded'
		? [{id: 'scan', kind: 'scan', under: lockPaths.length === 0 ? ['/'] : lockPaths, going: true}]
		: [];

/** Whether all is looked through that shall be. */
export const isScanned = (asked: Asked, data: Data): boolean =>
	scanWishes(asked, data).length === 0 || data.scan?.state === 'done';

/** What a twin asks: the scan alone until it is over, then all that there is to know of what was found. */
export const withScan = (asked: Asked, data: Data, interests: (data: Data) => Interests): Interests => {
	const jobs = scanWishes(asked, data);
	return isScanned(asked, data)
		? {...interests(data), jobs}
		: {...noInterests, connections: true, ephemerals: true, jobs};
};

/** It goes on, however long that takes: as long as there is a session that reads. */
export const isScanning = (asked: Asked, data: Data): boolean =>
	!isScanned(asked, data) && data.session.client.kind === 'connected';

/** How much was looked through; null: nothing was. */
export const scanJson = ({scan}: Data): Readonly<Record<string, unknown>> | null =>
	scan === undefined
		? null
		: {
				read: scan.progress.read,
				vanished: scan.progress.vanished,
				failed: scan.progress.failed,
				passedOver: scan.found.passedOver,
				unseen: scan.found.unseen,
				partial: scan.state !== 'done',
				tookMs: Math.round(scan.progress.tookMs),
			};

/** What could not be read, and that it is not all: a scan that was wished for and has not begun has read nothing. */
export const problemsOfScan = (
	{scan, session}: Data,
	{jobs}: Pick<Interests, 'jobs'>,
): readonly Problem[] => {
	const {failed, failure, read} = scan?.progress ?? {failed: 0, failure: undefined, read: 0};
	const isAll =
		scan === undefined ? jobs.length === 0 || session.client.kind !== 'connected' : scan.state === 'done';
	return [
		...(failure === undefined
			? []
			: [
					{
						path: failure.path,
						source: 'znode',
						kind: failure.kind,
						message: `${failure.message}${andMore(failed)}`,
					},
				]),
		...(isAll
			? []
			: [
					{
						source: 'session',
						kind: 'disconnected' as const,
						message: `partial: the scan ended after ${read} znodes`,
					},
				]),
	];
};
