// A lease: who has it, until when, since when, and why we take it for one.
import type {Lease} from '../../../analyze/groups/group.ts';
import {leaderNow} from '../../../store/selectors.ts';
import type {Data} from '../../../store/state.ts';
import {escapeText} from '../../escape.ts';
import {factLines} from '../../facts.ts';
import {formatDate, formatWholeAge} from '../../format.ts';
import {span, type Line} from '../../line.ts';

const labelWidth = 9;

const saysOf = (data: Data, lease: Lease): Line => {
	const {holder, until} = lease;
	const overMs = until === undefined ? -1 : data.clock.at - until;
	return overMs < 0
		? [span(`${escapeText(holder)}, ${termText(data, lease, leaderNow(data))}`)]
		: [span('free', 'notice'), span(`, ${escapeText(holder)} had it until ${formatWholeAge(overMs)} ago`)];
};

/** `for 69 m more`, `ended 3 m ago: free`; how long it lasts without being renewed is not always stored. */
const termText = ({clock, znodes}: Pick<Data, 'clock' | 'znodes'>, lease: Lease, now: number): string => {
	const {until, node} = lease;
	if (until !== undefined) {
		const left = until - clock.at;
		return left > 0 ? `for ${formatWholeAge(left)} more` : `ended ${formatWholeAge(-left)} ago: free`;
	}

	const renewedAt = znodes.get(node)?.stat?.mtime;
	return renewedAt === undefined ? '' : `renewed ${formatWholeAge(Math.max(0, now - renewedAt))} ago`;
};

/** What the table says: who has it and for how long, or that nobody has. */
export const leaseTexts = (data: Data, lease: Lease) => {
	const mtime = data.znodes.get(lease.node)?.stat?.mtime;
	return {
		says: saysOf(data, lease),
		since: mtime === undefined ? '' : formatWholeAge(Math.max(0, leaderNow(data) - mtime)),
		count: '',
	};
};

export const leaseLines = (data: Data, lease: Lease, width: number): readonly Line[] => {
	const {holder, node, until, confidence} = lease;
	const stat = data.znodes.get(node)?.stat;
	const fact = (name: string, text: string): readonly Line[] =>
		factLines(name, escapeText(text), {width, labelWidth});
	const ago = (at: number): string =>
		`${formatDate(at)}, ${formatWholeAge(Math.max(0, leaderNow(data) - at))} ago`;
	return [
		...fact('has it', `${holder}, as it says: no session owns it`),
		...fact(
			'until',
			until === undefined
				? 'it is renewed no more for a time that is told to nobody'
				: `${formatDate(until)}, by the clock of who took it: ${termText(data, lease, leaderNow(data))}`,
		),
		...(stat === undefined ? [] : fact(stat.version === 0 ? 'taken' : 'renewed', ago(stat.mtime))),
		...(confidence === 'guess'
			? fact('sure?', 'its name says so, and it holds an address, as Curator’s do: any znode may')
			: []),
	];
};
