// `zktop namespaces`: reads and writes of each top-level znode, as JSON or a table. Scans nothing and opens no session.
import type {Namespace} from '../analyze/traffic/namespaces.ts';
import {noInterests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import type {Data, ServerState} from '../store/state.ts';
import {formatBytes, formatShort} from '../ui/format.ts';
import {noneTold, tableText, type TableColumn} from './table.ts';
import {runTwin} from './twin.ts';

export const namespaces = async (options: Options): Promise<number> =>
	runTwin(options, {
		interests: () => noInterests,
		session: false,
		ticks: 2,
		complete: ({servers}) => servers.every(isTold),
		render: namespacesJson,
		table: namespacesTable,
	});

/** Whether its counters were told twice, if they are told at all. */
const isTold = ({srvr, mntr, markBefore, many}: ServerState): boolean =>
	srvr.kind !== 'fresh' ||
	many ||
	(mntr.kind === 'fresh' ? markBefore !== undefined : mntr.kind !== 'unasked');

const namespacesJson = ({traffic: {namespaces}}: Data): Readonly<Record<string, unknown>> => ({
	namespaces: namespaces.rows.map(row => ({
		path: row.path,
		readsPerSecond: row.readsPerSecond ?? null,
		readBytesPerSecond: row.readBytesPerSecond ?? null,
		writesPerSecond: row.writesPerSecond ?? null,
		writeBytesPerSecond: row.writeBytesPerSecond ?? null,
	})),
	unseen: namespaces.unseen,
});

const figure = (
	title: string,
	valueOf: (row: Namespace) => number | undefined,
	format: (value: number) => string,
): TableColumn<Namespace> => ({
	title,
	align: 'right',
	text: row => {
		const value = valueOf(row);
		return value === undefined ? undefined : format(value);
	},
});

const namespacesTable = (data: Data): string =>
	[
		data.traffic.namespaces.rows.length === 0
			? noneTold(data, 'no namespace was read or written since the servers began')
			: tableText<Namespace>(
					[
						{title: 'PATH', text: ({path}) => path},
						figure('READS/s', row => row.readsPerSecond, formatShort),
						figure('BYTES/s', row => row.readBytesPerSecond, formatBytes),
						figure('WRITES/s', row => row.writesPerSecond, formatShort),
						figure('BYTES/s', row => row.writeBytesPerSecond, formatBytes),
					],
					data.traffic.namespaces.rows,
				),
		...data.traffic.namespaces.unseen.map(({server, why}) => `? ${server}: ${why}`),
	].join('\n');
