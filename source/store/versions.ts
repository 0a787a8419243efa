// Versions of values that were seen in this run, while the card of their znode was open.
import type {Sample} from '../collect/sample.ts';
import type {Version, Versions} from './state.ts';

/** Of all znodes together; the oldest ones go first. */
const mostBytes = 8 * 1024 * 1024;

/** The versions after a sample; the same ones where no value was read that is another. */
export const reduceVersions = (versions: Versions, sample: Sample): Versions =>
	sample.arrivals.reduce((known, arrival) => {
		if (arrival.of !== 'data' || arrival.answer.kind !== 'fresh') {
			return known;
		}

		const {path, answer} = arrival;
		const {data, stat} = answer.value;
		const before = known.get(path) ?? [];
		const {mzxid, czxid, version} = stat;
		return before.at(-1)?.mzxid === mzxid
			? known
			: within(known, path, [...before, {mzxid, czxid, version, data, at: answer.at}]);
	}, versions);

const sizeOf = (versions: readonly Version[]): number =>
	versions.reduce((sum, {data}) => sum + (data?.length ?? 0) + 100, 0);

const within = (versions: Versions, path: string, own: readonly Version[]): Versions => {
	// Who was looked at last comes last.
	const next = new Map([...versions].filter(([other]) => other !== path));
	next.set(path, own);
	let bytes = [...next.values()].reduce((sum, list) => sum + sizeOf(list), 0);
	for (const [other, list] of [...next]) {
		for (let left = list; bytes > mostBytes && (other !== path || left.length > 1); left = left.slice(1)) {
			if (left.length === 0) {
				break;
			}

			bytes -= sizeOf(left.slice(0, 1));
			next.set(other, left.slice(1));
		}

		if (next.get(other)?.length === 0) {
			next.delete(other);
		}
	}

	return next;
};
