// `zktop growth PATH…`: children created and deleted a minute, and when the listing or the sequence numbers come to an end.
import {growthOf} from '../analyze/traffic/growth.ts';
import {leafAt, type Parent} from '../analyze/traffic/parents.ts';
import {noInterests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import type {Data} from '../store/state.ts';
import {formatAge, formatBytes, formatCount, formatShort} from '../ui/format.ts';
import {tableText, type TableColumn} from './table.ts';
import {runTwin} from './twin.ts';

export const growth = async (options: Options): Promise<number> => {
	const {paths, limits} = options;
	const most = limits['listing-bytes'];
	return runTwin(options, {
		interests: () => ({...noInterests, stats: paths, often: paths}),
		session: true,
		ticks: 3,
		complete: data => paths.every(path => isTold(data, path)),
		render: data => ({growth: rowsOf(data, paths).map(parent => growthJson(parent, most))}),
		table: data => tableText(columns(most), rowsOf(data, paths)),
	});
};

/** Of all that are there. */
const rowsOf = ({traffic, znodes, clock}: Data, paths: readonly string[]): readonly Parent[] =>
	paths.flatMap(path => {
		const stat = znodes.get(path)?.stat;
		return traffic.parents.get(path) ?? (stat && leafAt(path, stat, clock.at)) ?? [];
	});

/** Twice, or that it never had children, or is not there. */
const isTold = ({traffic, znodes}: Data, path: string): boolean => {
	const parent = traffic.parents.get(path);
	const {stat, failure} = znodes.get(path) ?? {};
	return parent === undefined
		? stat !== undefined || failure !== undefined
		: parent.childrenPerSecond !== undefined;
};

const growthJson = (parent: Parent, most: number): Readonly<Record<string, unknown>> => {
	const growth = growthOf(parent, most);
	return {
		path: parent.path,
		children: parent.children,
		everCreated: parent.created,
		createdPerMinute: growth.createdPerMinute ?? null,
		deletedPerMinute: growth.deletedPerMinute ?? null,
		netPerMinute: growth.netPerMinute ?? null,
		listBytesAtLeast: Math.floor(growth.listBytes),
		listingFullInMs: growth.listingFullInMs ?? null,
		sequenceEndsInMs: growth.sequenceEndsInMs ?? null,
	};
};

const columns = (most: number): readonly TableColumn<Parent>[] => {
	const rate = (
		title: string,
		of: 'createdPerMinute' | 'deletedPerMinute' | 'netPerMinute',
	): TableColumn<Parent> => ({
		title,
		align: 'right',
		text: parent => {
			const value = growthOf(parent, most)[of];
			return value === undefined ? undefined : formatShort(value);
		},
	});
	const end = (title: string, of: 'listingFullInMs' | 'sequenceEndsInMs'): TableColumn<Parent> => ({
		title,
		align: 'right',
		text: parent => {
			const ms = growthOf(parent, most)[of];
			return ms === undefined ? '–' : ms === 0 ? 'now' : `in ${formatAge(ms)}`;
		},
	});
	return [
		{title: 'PATH', text: ({path}) => path},
		{title: 'CHILDREN', align: 'right', text: ({children}) => formatCount(children)},
		rate('CREATED/min', 'createdPerMinute'),
		rate('DELETED/min', 'deletedPerMinute'),
		rate('NET/min', 'netPerMinute'),
		{title: 'LISTING ≥', align: 'right', text: parent => formatBytes(growthOf(parent, most).listBytes)},
		end(`LISTING > ${formatBytes(most)}`, 'listingFullInMs'),
		end('NUMBERS END', 'sequenceEndsInMs'),
	];
};
