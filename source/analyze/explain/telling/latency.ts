// Whether reads, writes and fsyncs take longer than before.
import {formatMs} from '../../quantity.ts';
import type {Explanation} from '../explain.ts';
import {isShift, type LatencyShift} from '../latency.ts';
import {plain, type Labels, type Sentence} from './sentence.ts';

const figureNames: Readonly<Record<LatencyShift['figure'], string>> = {
	readMs: 'reads',
	writeMs: 'writes',
	fsyncMs: 'fsyncs',
};

export const figureName = ({figure}: Pick<LatencyShift, 'figure'>): string => figureNames[figure];

export const latencySentence = ({latency}: Explanation, labels: Labels): Sentence => {
	const shifts = latency.filter(isShift);
	const compared = latency.some(({before, now}) => before !== undefined && now !== undefined);
	if (shifts.length === 0) {
		return plain(
			compared
				? 'Reads, writes and fsyncs take as long as before, as far as there were any.'
				: 'Latencies cannot be compared: nothing was measured before, or nothing since.',
		);
	}

	const text = shifts
		.slice(0, 4)
		.map(
			shift =>
				`${figureName(shift)} on ${labels(shift.server)} ${formatMs(shift.now?.meanMs ?? 0)} ms, before ${formatMs(shift.before?.meanMs ?? 0)}`,
		)
		.join('; ');
	const isWorse = shifts.some(({before, now}) => (now?.meanMs ?? 0) > (before?.meanMs ?? 0));
	return {tone: isWorse ? 'warn' : 'plain', text: `Latency has changed: ${text}.`};
};
