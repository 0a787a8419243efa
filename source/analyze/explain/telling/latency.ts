// Whether reads, writes and fsyncs take longer than before.
import {formatMs} from '../../quantity.ts';
import type {Explanation} from '../explain.ts';
import {isShift, type LatencyShift} from '../latency.ts';
import {plain, timeOf, type Labels, type Sentence} from './sentence.ts';

const figureNames: Readonly<Record<LatencyShift['figure'], string>> = {
	readMs: 'reads',
	writeMs: 'writes',
	fsyncMs: 'fsyncs',
};

export const figureName = ({figure}: Pick<LatencyShift, 'figure'>): string => figureNames[figure];

export const latencySentence = ({latency, from}: Explanation, labels: Labels): Sentence => {
	const {shifts, comparedWith} = latency;
	const changed = shifts.filter(isShift);
	// Of a run that has only begun there is no time before: the span is compared with itself.
	const isHalf = comparedWith === 'first-half';
	if (changed.length > 0) {
		const isWorse = changed.some(({before, now}) => (now?.meanMs ?? 0) > (before?.meanMs ?? 0));
		const when = isHalf
			? ` from the first half to the second (too little is recorded before ${timeOf(from)})`
			: '';
		const texts = changed.slice(0, mostShifts).map(shift => shiftText(shift, labels));
		return {tone: isWorse ? 'warn' : 'plain', text: `Latency has changed${when}: ${texts.join('; ')}.`};
	}

	if (shifts.length === 0) {
		return plain('No server told how long a read, write or fsync took.');
	}

	const isCompared = shifts.some(({before, now}) => before !== undefined && now !== undefined);
	return plain(
		!isCompared
			? `Latencies cannot be compared: what was measured ${isHalf ? 'in one half of this time was not in the other' : 'before was not since, or the other way round'}.`
			: isHalf
				? `Reads, writes and fsyncs took as long in the second half as in the first, as far as there were any; before ${timeOf(from)} too little is recorded.`
				: 'Reads, writes and fsyncs take as long as before, as far as there were any.',
	);
};

/** More are in the table. */
const mostShifts = 4;

const shiftText = (shift: LatencyShift, labels: Labels): string =>
	`${figureName(shift)} on ${labels(shift.server)} ${formatMs(shift.now?.meanMs ?? 0)} ms, before ${formatMs(shift.before?.meanMs ?? 0)}`;
