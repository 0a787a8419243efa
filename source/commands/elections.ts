// `zktop elections`: all elections as the screen's tab has them: who leads, who would be next, who led before.
import type {Election} from '../analyze/groups/group.ts';
import type {Options} from '../options.ts';
import {leadingFor, viewMember} from '../store/group-views.ts';
import type {Data} from '../store/state.ts';
import {changesOf} from '../store/terms.ts';
import {formatShort, formatWholeAge} from '../ui/format.ts';
import {pulseCell} from '../ui/panes/verdict.ts';
import {decimalOf} from '../zookeeper/ids.ts';
import {clientJson, recipeJson, runGroupTwin, sessionJson, timeOf, type Json} from './group-twin.ts';
import {noneTold, tableText} from './table.ts';

export const elections = async (options: Options): Promise<number> =>
	runGroupTwin(options, {
		membersIn,
		groups: data => ({elections: electionsIn(data).map(election => electionJson(data, election))}),
		table: electionsTable,
	});

const electionsIn = ({grouping}: Data): readonly Election[] =>
	grouping.all.filter(group => group.kind === 'election');

/** Leaders first. */
const membersIn = (data: Data): Election['leaders'] => {
	const all = electionsIn(data);
	return [...all.flatMap(({leaders}) => leaders), ...all.flatMap(({candidates = []}) => candidates)];
};

type Candidate = Election['leaders'][number];

const candidateJson = (data: Data, recipe: string, candidate: Candidate): Json => {
	const view = viewMember(data, recipe, candidate);
	const stat = data.znodes.get(candidate.node)?.stat;
	return {
		name: view.said ?? null,
		node: candidate.node,
		session: sessionJson(candidate),
		...clientJson(data, view),
		fence: stat === undefined ? null : decimalOf(stat.czxid),
		inLineSince: timeOf(stat?.ctime),
	};
};

const electionJson = (data: Data, election: Election): Json => {
	const {path, recipe, leaders, candidates} = election;
	const [leader] = leaders;
	const {begun, lately, isFlapping} = changesOf(data, path);
	const terms = data.grouping.terms.get(path)?.terms ?? [];
	const term = terms.at(-1);
	return {
		...recipeJson(election),
		leader:
			leader === undefined
				? null
				: {
						...candidateJson(data, recipe, leader),
						...(term?.node === leader.node && term.seen && {leadsSince: timeOf(term.from)}),
					},
		waiting: candidates?.map(candidate => candidateJson(data, recipe, candidate)) ?? null,
		newLeaders: begun,
		newLeadersIn5Minutes: lately,
		flapping: isFlapping,
		terms: terms.map(({node, session, from, seen, until}) => ({
			name: viewMember(data, recipe, {node, session}).said ?? null,
			node,
			session: sessionJson({session}),
			from: timeOf(from),
			seen,
			until: timeOf(until),
		})),
	};
};

const electionsTable = (data: Data): string => {
	const rows = electionsIn(data);
	const leaderOf = ({recipe, leaders: [leader]}: Election) => leader && viewMember(data, recipe, leader);
	return rows.length === 0
		? noneTold(data, 'no election')
		: tableText<Election>(
				[
					{title: 'ELECTION', text: ({path}) => path},
					{title: 'RECIPE', text: ({recipe}) => recipe},
					{
						title: 'LEADER',
						text(row) {
							const leader = leaderOf(row);
							return leader === undefined
								? 'nobody'
								: [leader.said, leader.row?.client ?? leader.session]
										.filter(part => part !== undefined)
										.join(' ');
						},
					},
					{
						title: 'LEADER IS',
						text(row) {
							const leader = leaderOf(row);
							return leader === undefined ? '' : pulseCell(leader.pulse, data.clock.at);
						},
					},
					{
						title: 'LEADS',
						align: 'right',
						text(row) {
							const leading = leadingFor(data, row);
							return leading && `${leading.atMost ? '≤' : ''}${formatWholeAge(leading.ms)}`;
						},
					},
					{
						title: 'WAIT',
						align: 'right',
						text: ({candidates}) => candidates && formatShort(candidates.length),
					},
				],
				rows,
			);
};
