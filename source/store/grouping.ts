// The slice of groups: elections, registries and the like, looked for when `dump` or the tree brought something new.
import {groupingAfter, type Grouping} from '../analyze/groups/grouping.ts';
import type {Contents} from '../analyze/groups/groups-in.ts';
import {countIn} from '../analyze/signatures/table.ts';
import type {Sample} from '../collect/sample.ts';
import type {Failure} from '../zookeeper/errors.ts';
import {dumpSource, ephemeralsNow} from './inspection/looking.ts';
import {kindOf} from './inspection/inspection.ts';
import type {Data} from './state.ts';

type Scene = Pick<Data, 'servers' | 'znodes' | 'ensemble' | 'inspection' | 'scan' | 'traffic'>;

/** The groups after a sample; what it is made from is renewed already. */
export const reduceGrouping = (
	before: Grouping,
	data: Scene,
	sample: Sample,
	lockPaths: readonly string[],
): Grouping => {
	const {servers, ensemble, znodes, inspection, traffic} = data;
	const contents = contentsAfter(before.contents, sample);
	const counting = countingAfter(before, contents);
	const shut = shutAfter(before.shut, sample);
	const known =
		contents === before.contents && shut === before.shut ? before : {...before, contents, counting, shut};
	const source = dumpSource(servers, ensemble.leader);
	const arrived = (kind: string): boolean => sample.arrivals.some(arrival => kindOf(arrival) === kind);
	const isNew =
		arrived('dump') ||
		arrived('children') ||
		contents !== before.contents ||
		(source === undefined && (arrived('stat') || arrived('scan')));
	if (!isNew || inspection.lockSource.kind === 'none') {
		return known;
	}

	return groupingAfter(known, {
		ephemerals: ephemeralsNow(data, source, lockPaths, inspection.locks),
		locks: inspection.locks,
		namesBelow: path => {
			const {names, part} = znodes.get(path) ?? {};
			return part === undefined || part === 'all' ? names : undefined;
		},
		seesAll: inspection.lockSource.kind === 'dump',
		vitals: inspection,
		reports: inspection.reports,
		addressOf: session =>
			inspection.bySession.get(session)?.address ?? traffic.endings.departed.get(session)?.address,
		now: sample.at,
	});
};

/** Longer data is no name. */
export const longestContent = 4096;
const keptContents = 500;

/** How long data is, is known before it is read. */
export const isShort = ({znodes}: Pick<Data, 'znodes'>, path: string): boolean => {
	const bytes = znodes.get(path)?.stat?.dataBytes;
	return bytes !== undefined && bytes <= longestContent;
};

const contentsAfter = (before: Contents, {arrivals}: Sample): Contents => {
	const read = arrivals.flatMap(arrival =>
		arrival.of === 'data' && arrival.answer.kind === 'fresh'
			? [{path: arrival.path, bytes: arrival.answer.value.data ?? new Uint8Array()}]
			: [],
	);
	const news = read.filter(
		({path, bytes}) => !isSame(before.get(path), bytes) && bytes.length <= longestContent,
	);
	if (news.length === 0) {
		return before;
	}

	const next = new Map(before);
	for (const {path, bytes} of news) {
		next.delete(path); // the newest stand last
		next.set(path, bytes);
	}

	return new Map([...next].slice(-keptContents));
};

/** A lost connection tells nothing of a znode. */
const denials: ReadonlySet<Failure['kind']> = new Set(['no-auth', 'no-node']);

const shutAfter = (before: Grouping['shut'], {arrivals}: Sample): Grouping['shut'] => {
	const told = arrivals.filter(arrival => arrival.of === 'data');
	if (told.length === 0) {
		return before;
	}

	const next = new Map(before);
	let isOther = false;
	for (const {path, answer} of told) {
		if (answer.kind === 'fresh') {
			isOther = next.delete(path) || isOther;
		} else if (answer.kind === 'failed' && denials.has(answer.failure.kind)) {
			const {failure} = answer;
			isOther ||= next.get(path)?.kind !== failure.kind;
			next.set(path, failure);
		}
	}

	return isOther ? new Map([...next].slice(-keptContents)) : before;
};

const keptCounts = 500;

/** A number that becomes another one counts. */
const countingAfter = (
	{contents: before, counting}: Pick<Grouping, 'contents' | 'counting'>,
	contents: Contents,
): Grouping['counting'] => {
	const changed = [...(contents === before ? [] : contents)].filter(([path, bytes]) => {
		const earlier = before.get(path);
		return (
			earlier !== undefined &&
			earlier !== bytes &&
			countIn(earlier) !== undefined &&
			countIn(bytes) !== undefined
		);
	});
	const counts = changed.map(([path]) => [path, (counting.get(path) ?? 0) + 1] as const);
	return counts.length === 0 ? counting : new Map([...counting, ...counts].slice(-keptCounts));
};

const isSame = (a: Uint8Array | undefined, b: Uint8Array): boolean =>
	a?.length === b.length && a.every((byte, index) => byte === b[index]);
