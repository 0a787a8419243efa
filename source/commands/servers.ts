// `zktop servers`: the servers pane as JSON or a table.
import {figureNames} from '../analyze/figures.ts';
import {idsOf} from '../analyze/identity.ts';
import {lastValue} from '../analyze/reading.ts';
import {noInterests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import {failureOfServer, isLeading, roleOf} from '../store/selectors.ts';
import type {Data, Readings, ServerState} from '../store/state.ts';
import {formatMs, formatShort} from '../ui/format.ts';
import {epochOf} from '../zookeeper/ids.ts';
import {tableText} from './table.ts';
import {runTwin} from './twin.ts';

export const servers = async (options: Options): Promise<number> =>
	runTwin(options, {
		interests: () => noInterests,
		session: false,
		ticks: 2,
		complete: data => data.servers.every(isToldTwice),
		render: data => ({ensemble: ensembleJson(data), servers: data.servers.map(serverJson)}),
		table: serversTable,
	});

/** Whether all that can be told of a server is: its configuration, and counters twice. */
const isToldTwice = ({srvr, mntr, conf, figures, many}: ServerState): boolean =>
	srvr.kind !== 'fresh' ||
	many ||
	(mntr.kind !== 'unasked' &&
		conf.kind !== 'unasked' &&
		(mntr.kind === 'failed' || figures?.requestsPerSecond !== undefined));

const ensembleJson = ({ensemble, membership}: Data): Readonly<Record<string, unknown>> => ({
	quorum: ensemble.quorum,
	leader: ensemble.leader ?? null,
	zxid: ensemble.zxid ?? null,
	epoch: ensemble.epoch ?? null,
	voters: ensemble.voters.count,
	votersKnownFrom: ensemble.voters.source,
	members: membership.members.map(({id, role, address, client}) => ({
		id,
		role,
		address,
		client: client ?? null,
	})),
	configVersion: membership.version ?? null,
	inStep: ensemble.inStep,
	needed: ensemble.needed,
	canLose: ensemble.sawAllVoters || ensemble.quorum !== 'yes' ? Math.max(0, ensemble.canLose) : null,
});

/** A server that does not answer is told as it was last: `reading` is `stale`, and `why` says the reason. */
const serverJson = (server: ServerState): Readonly<Record<string, unknown>> => {
	const {srvr, figures, lastFigures} = server;
	const value = lastValue(srvr);
	const told = figures ?? lastFigures?.figures;
	return {
		server: server.name,
		named: server.found === undefined,
		portGuessed: server.found?.guessed ?? false,
		many: server.many,
		standsFor: server.many ? idsOf(server.identity) : [],
		id: server.many ? null : (server.id ?? null),
		role: server.many ? null : (value?.mode ?? null),
		reading: srvr.kind,
		why: srvr.kind === 'unsupported' ? srvr.why : failureOfServer(server)?.message,
		version: value?.version ?? null,
		zxid: value?.zxid ?? null,
		epoch: value === undefined ? null : epochOf(value.zxid),
		lag: server.lag,
		latencyMs: server.answerMs ?? null,
		...Object.fromEntries(figureNames.map(name => [name, told?.[name] ?? null])),
		sources: Object.fromEntries(
			(['srvr', 'mntr', 'conf'] as const).map(word => [word, sourceJson(server[word])]),
		),
	};
};

const sourceJson = (reading: Readings[keyof Readings]): string => {
	switch (reading.kind) {
		case 'unsupported':
			return `unsupported: ${reading.why}`;
		case 'failed':
		case 'stale':
			return `${reading.kind}: ${reading.failure.message}`;
		case 'fresh':
		case 'unasked':
			return reading.kind;
	}
};

const serversTable = ({servers}: Data): string =>
	tableText<ServerState>(
		[
			{title: 'SERVER', text: ({name}) => name},
			{title: 'ROLE', text: server => (server.many ? 'many' : roleOf(server))},
			{title: 'ANSWER ms', align: 'right', text: ({answerMs}) => told(answerMs, formatMs)},
			{title: 'READ ms', align: 'right', text: ({figures}) => told(figures?.readMs, formatMs)},
			{title: 'WRITE ms', align: 'right', text: ({figures}) => told(figures?.writeMs, formatMs)},
			{title: 'FSYNC ms', align: 'right', text: ({figures}) => told(figures?.fsyncMs, formatMs)},
			{
				title: 'LAG',
				align: 'right',
				text: server => (isLeading(server) ? '–' : told(server.lag, formatShort)),
			},
			{title: 'OUT', align: 'right', text: ({figures}) => told(figures?.outstanding, formatShort)},
			{title: 'CONN', align: 'right', text: ({figures}) => told(figures?.connections, formatShort)},
			{title: 'WATCH', align: 'right', text: ({figures}) => told(figures?.watches, formatShort)},
			{title: 'REQ/s', align: 'right', text: ({figures}) => told(figures?.requestsPerSecond, formatShort)},
			{title: 'VERSION', text: ({srvr}) => lastValue(srvr)?.version},
			{title: 'WHY', text: server => failureOfServer(server)?.message ?? ''},
		],
		servers,
	);

const told = (value: number | undefined, format: (value: number) => string): string | undefined =>
	value === undefined ? undefined : format(value);
