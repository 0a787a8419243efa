// What the twins of elections and registries ask: all members' age, and what some of them say of themselves.
import type {Member, Registry} from '../analyze/groups/group.ts';
import {isOwned} from '../analyze/locks/contender.ts';
import {evidenceOf} from '../analyze/signatures/table.ts';
import {noInterests, type Interests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import {instancesOf, listedFor, listingsWanted, staticsWanted} from '../store/listed-groups.ts';
import {longestContent} from '../store/grouping.ts';
import type {Data} from '../store/state.ts';
import {viewMember, type MemberView} from '../store/group-views.ts';
import {endsInMs} from '../store/contenders.ts';
import {isAnswered} from './answered.ts';
import {isScanned, isScanning, scanJson, withScan} from './scan-twin.ts';
import {runTwin} from './twin.ts';

/** Members whose age is read. */
const agesRead = 5000;
/** Members whose data is read: no more are kept. */
const namesRead = 500;

type Node = Pick<Member, 'node' | 'session'>;

type Wanted = {
	/** Those that matter most first. */
	readonly members: readonly Node[];
	/** Registries whose static instances are looked for. */
	readonly services: readonly Registry[];
};

const membersAsked = (data: Data, {members, services}: Wanted): Interests => {
	const {znodes} = data;
	const nodes = members.map(({node}) => node);
	const isShort = (path: string): boolean => {
		const bytes = znodes.get(path)?.stat?.dataBytes ?? 0;
		return bytes > 0 && bytes <= longestContent;
	};
	return {
		...noInterests,
		connections: true,
		ephemerals: true,
		open: listingsWanted(data, services),
		stats: ['/', ...services.flatMap(listedFor)],
		once: [...new Set([...nodes, ...instancesOf(data, services)])].slice(0, agesRead),
		contents: [...new Set([...nodes, ...staticsWanted(data, [], services)])]
			.slice(0, namesRead)
			.filter(isShort),
	};
};

type Listing = {
	/** Those whose data matters most first. */
	readonly membersIn: (data: Data) => readonly Node[];
	/** Absent: there are none. */
	readonly servicesIn?: (data: Data) => readonly Registry[];
	/** What stands in the JSON beside the clock's offset. */
	readonly groups: (data: Data) => Json;
	readonly table: (data: Data) => string;
};

/** Runs a twin that lists groups; resolves with the exit code. */
export const runGroupTwin = async (options: Options, listing: Listing): Promise<number> => {
	const {membersIn, servicesIn = () => [], groups, table} = listing;
	const wanted = (data: Data): Wanted => ({members: membersIn(data), services: servicesIn(data)});
	return runTwin(options, {
		interests: data => withScan(options, data, known => membersAsked(known, wanted(known))),
		...(options.scan && {isWorking: (data: Data) => isScanning(options, data)}),
		session: true,
		ticks: 2,
		complete: data => isScanned(options, data) && isAnswered(data, membersAsked(data, wanted(data))),
		render: data => ({
			clockOffsetMs: data.session.clockOffsetMs ?? null,
			...(options.scan && {scan: scanJson(data)}),
			...groups(data),
		}),
		table,
	});
};

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

/** Whose a member's znode is; null: it is no session's, or nobody has read whose. */
export const sessionJson = ({session}: Pick<Node, 'session'>): string | null =>
	isOwned(session) ? session : null;

/** Who a member says it is, whose it is, and since when it is there. */
export const memberJson = (data: Data, recipe: string, member: Node): Json => {
	const view = viewMember(data, recipe, member);
	return {
		name: view.said ?? null,
		node: member.node,
		session: sessionJson(member),
		...clientJson(data, view),
		since: timeOf(data.znodes.get(member.node)?.stat?.ctime),
	};
};

/** Where a member is connected and how it is. */
export const clientJson = (data: Data, {row, pulse}: MemberView): Json => ({
	client: row?.client ?? null,
	server: row?.server ?? null,
	is: pulse.kind,
	...('endsBy' in pulse && {endsWithinMs: endsInMs(data, pulse) ?? null}),
});
