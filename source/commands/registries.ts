// `zktop registries`: all registries as the screen's tab has them: who is there, since when, who has gone.
import type {Member, Registry} from '../analyze/groups/group.ts';
import type {Options} from '../options.ts';
import {saidName, viewMember} from '../store/group-views.ts';
import {allGroups} from '../store/listed-groups.ts';
import type {Data} from '../store/state.ts';
import {formatWholeAge} from '../ui/format.ts';
import {pulseCell} from '../ui/panes/verdict.ts';
import {bytesJson} from './coordination/print.ts';
import {clientJson, recipeJson, runGroupTwin, sessionJson, timeOf, type Json} from './group-twin.ts';
import {noneTold, tableText} from './table.ts';

export const registries = async (options: Options): Promise<number> =>
	runGroupTwin(options, {
		membersIn,
		servicesIn: registriesIn,
		groups: data => ({registries: registriesIn(data).map(registry => registryJson(data, registry))}),
		table: registriesTable,
	});

const nothingOpen: ReadonlySet<string> = new Set();

const registriesIn = (data: Data): readonly Registry[] =>
	allGroups(data, nothingOpen).filter(group => group.kind === 'registry');

/** One of each registry first: it tells what all are. */
const membersIn = (data: Data): readonly Member[] => {
	const all = registriesIn(data).map(({members}) => members);
	return [...all.flatMap(members => members.slice(0, 1)), ...all.flatMap(members => members.slice(1))];
};

const registryJson = (data: Data, registry: Registry): Json => {
	const {path, members, statics = []} = registry;
	const {arrived, gone = []} = data.grouping.presences.get(path) ?? {};
	return {
		...recipeJson(registry),
		members: members.map(member => {
			const here = arrived?.get(member.name);
			return {
				...memberJson(data, registry.recipe, member),
				...(here !== undefined && {arrivedAt: timeOf(here.at), returned: here.again}),
			};
		}),
		statics: statics.map(({name, node, is}) => ({
			name,
			is,
			says: saidName(data, registry.recipe, node) ?? null,
		})),
		gone: gone.map(one => ({
			name: one.name,
			session: sessionJson(one),
			address: one.address ?? null,
			goneAt: timeOf(one.at),
		})),
	};
};

const memberJson = (data: Data, recipe: string, member: Member): Json => {
	const {name, node} = member;
	const stat = data.znodes.get(node)?.stat;
	const bytes = data.grouping.contents.get(node);
	return {
		name,
		...(bytes !== undefined && bytesJson(Buffer.from(bytes))),
		session: sessionJson(member),
		since: timeOf(stat?.ctime),
		version: stat?.version ?? null,
		...clientJson(data, viewMember(data, recipe, member)),
	};
};

type Row = {readonly registry: Registry; readonly member: Member};

const registriesTable = (data: Data): string => {
	const rows = registriesIn(data).flatMap(registry =>
		registry.members.map((member): Row => ({registry, member})),
	);
	const viewOf = ({registry, member}: Row) => viewMember(data, registry.recipe, member);
	return rows.length === 0
		? noneTold(data, 'no registry')
		: tableText<Row>(
				[
					{title: 'REGISTRY', text: ({registry}) => registry.path},
					{title: 'RECIPE', text: ({registry}) => registry.recipe},
					{title: 'MEMBER', text: ({member}) => member.name},
					{title: 'SAYS', text: row => viewOf(row).said ?? ''},
					{title: 'CLIENT', text: row => viewOf(row).row?.client ?? row.member.session},
					{title: 'IS', text: row => pulseCell(viewOf(row).pulse, data.clock.at)},
					{
						title: 'SINCE',
						align: 'right',
						text(row) {
							const {thereMs} = viewOf(row);
							return thereMs === undefined ? undefined : formatWholeAge(thereMs);
						},
					},
				],
				rows,
			);
};
