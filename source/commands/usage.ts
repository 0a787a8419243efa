// `zktop usage PATH`: znodes and bytes of each subtree right below PATH, biggest first, as JSON or a table.
import type {Amount, Usage} from '../collect/jobs/usage.ts';
import type {JobWish} from '../collect/jobs/job.ts';
import type {Options} from '../options.ts';
import {formatBytes, formatCount} from '../ui/format.ts';
import {printed, told} from './one-session.ts';
import {doneByFleet} from './fleet-run.ts';
import {tableText} from './table.ts';

export const usage = async (options: Options): Promise<number> => {
	const {path, table} = options;
	const wish: JobWish = {id: 'usage', kind: 'usage', path, at: path, going: true};
	const {job, problems, session} = await doneByFleet(options, wish);
	const brought = job?.brought;
	const counted = brought?.kind === 'usage' ? brought.usage : undefined;
	if (!table) {
		const {read = 0, vanished = 0, tookMs = 0} = job?.progress ?? {};
		const scan = {read, vanished, partial: job?.state !== 'done', tookMs: Math.round(tookMs)};
		return printed({path, ...(counted && usageJson(counted)), scan}, problems, session);
	}

	return told(counted === undefined ? [] : [usageTable(counted)], problems, session);
};

const usageJson = ({znodes, bytes, leaves, below}: Usage): Readonly<Record<string, unknown>> => ({
	znodes,
	bytes,
	leaves,
	below: below.map(amount => ({path: amount.path, znodes: amount.znodes, bytes: amount.bytes})),
});

const usageTable = (usage: Usage): string => {
	const {leaves, below} = usage;
	const rest: Amount = {path: '(children without children)', name: '', ...leaves};
	return tableText<Amount>(
		[
			{title: 'PATH', text: ({path}) => path},
			{title: 'ZNODES', align: 'right', text: ({znodes}) => formatCount(znodes)},
			{title: 'BYTES', align: 'right', text: ({bytes}) => formatBytes(bytes)},
			{title: 'SHARE', align: 'right', text: ({bytes}) => shareOf(bytes, usage.bytes)},
		],
		[usage, ...below, ...(leaves.znodes === 0 ? [] : [rest])],
	);
};

const shareOf = (bytes: number, all: number): string | undefined =>
	all === 0 ? undefined : `${Math.round((bytes / all) * 100)} %`;
