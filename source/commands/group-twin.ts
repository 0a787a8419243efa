// What the twins of elections and registries ask: all members' age, and what some of them say of themselves.
import type {Member} from '../analyze/groups/group.ts';
import {evidenceOf} from '../analyze/signatures/table.ts';
import {noInterests, type Interests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import {longestContent} from '../store/grouping.ts';
import type {Data} from '../store/state.ts';
import type {MemberView} from '../store/group-views.ts';
import {endsInMs} from '../store/contenders.ts';
import {isScanned, isScanning, scanJson, withScan} from './scan-twin.ts';
import {runTwin} from './twin.ts';

/** Members whose age is read. */
const agesRead = 5000;
/** Members whose data is read: no more are kept. */
const namesRead = 500;

type Node = Pick<Member, 'node' | 'session'>;

/** @param members Those that matter most first. */
const membersAsked = ({znodes}: Data, members: readonly Node[]): Interests => {
	const nodes = members.map(({node}) => node);
	const isShort = (path: string): boolean => {
		const bytes = znodes.get(path)?.stat?.dataBytes ?? 0;
		return bytes > 0 && bytes <= longestContent;
	};
	return {
		...noInterests,
		connections: true,
		ephemerals: true,
		stats: ['/'],
		once: nodes.slice(0, agesRead),
		contents: nodes.slice(0, namesRead).filter(isShort),
	};
};

/** Whether all of that has been answered. */
const isAnswered = (data: Data, members: readonly Node[]): boolean => {
	const {servers, inspection, znodes, grouping} = data;
	const serving = servers.filter(({srvr}) => srvr.kind === 'fresh');
	if (serving.some(({cons}) => cons.kind === 'unasked') || inspection.lockSource.kind === 'none') {
		return serving.length === 0;
	}

	const {once, contents} = membersAsked(data, members);
	return (
		once.every(path => znodes.get(path) !== undefined) &&
		contents.every(path => grouping.contents.has(path)) &&
		serving.every(({cons, consBefore}) => cons.kind !== 'fresh' || consBefore !== undefined)
	);
};

type Listing = {
	/** Those whose data matters most first. */
	readonly membersIn: (data: Data) => readonly Node[];
	/** What stands in the JSON beside the clock's offset. */
	readonly groups: (data: Data) => Json;
	readonly table: (data: Data) => string;
};

/** Runs a twin that lists groups; resolves with the exit code. */
export const runGroupTwin = async (options: Options, {membersIn, groups, table}: Listing): Promise<number> =>
	runTwin(options, {
		interests: data => withScan(options, data, known => membersAsked(known, membersIn(known))),
		...(options.scan && {isWorking: (data: Data) => isScanning(options, data)}),
		session: true,
		ticks: 2,
		complete: data => isScanned(options, data) && isAnswered(data, membersIn(data)),
		render: data => ({
			clockOffsetMs: data.session.clockOffsetMs ?? null,
			...(options.scan && {scan: scanJson(data)}),
			...groups(data),
		}),
		table,
	});

export type Json = Readonly<Record<string, unknown>>;

export const timeOf = (ms: number | undefined): string | null =>
	ms === undefined ? null : new Date(ms).toISOString();

/** What a recipe is called, and how sure that is. */
export const recipeJson = ({
	path,
	recipe,
	confidence,
}: {
	readonly path: string;
	readonly recipe: string;
	readonly confidence: string;
}): Json => ({path, recipe, confidence, evidence: evidenceOf(recipe)});

/** Where a member is connected and how it is. */
export const clientJson = (data: Data, {row, pulse}: MemberView): Json => ({
	client: row?.client ?? null,
	server: row?.server ?? null,
	is: pulse.kind,
	...('endsBy' in pulse && {endsWithinMs: endsInMs(data, pulse) ?? null}),
});
