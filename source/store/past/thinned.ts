// What of a moment is kept: all that the panes show, without what was only needed to derive it.
import {nothingJudged} from '../../analyze/findings.ts';
import {unasked, type Reading} from '../../analyze/reading.ts';
import {noOrder} from '../../analyze/steady-order.ts';
import type {Dump} from '../../zookeeper/words/dump.ts';
import type {Mntr} from '../../zookeeper/words/mntr.ts';
import {nothingScanned} from '../scan.ts';
import {SharedMap} from '../shared-map.ts';
import {nothingSorted} from '../sort-state.ts';
import type {Data, ServerState} from '../state.ts';
import {keep} from './keep.ts';
import {withoutSessions} from './packed-clients.ts';

/** The moment before: what it was made of, and what was kept of it. */
export type Before = {readonly source: Data; readonly kept: Data};

/** A moment without its sessions and its tree, which are packed; it shares with the one before what is equal. */
export const thinned = (data: Data, before: Before | undefined): Data => {
	const {servers, inspection, ...rest} = data;
	const shown = {
		...rest,
		znodes: noZnodes,
		scan: data.scan && {
			...data.scan,
			found: {...nothingScanned, passedOver: data.scan.found.passedOver},
			earlier: data.scan.earlier && nothingScanned,
		},
		// Of a past tree the rows stand in the order of their names: other orders may be of a million.
		sorted: nothingSorted,
		traffic: before?.source.traffic === data.traffic ? before.kept.traffic : withoutSessions(data.traffic),
		judgement: {...data.judgement, pending: nothingJudged.pending},
		grouping: {...data.grouping, families: new Map(), order: noOrder},
	};
	return {
		...keep(shown, before?.source, before?.kept),
		servers: servers.map((server, index) =>
			keptServer(server, before?.source.servers[index], before?.kept.servers[index]),
		),
		inspection: keep(
			{
				...inspection,
				sessions: [],
				bySession: new Map(),
				handovers: {...inspection.handovers, waiting: new Map()},
				histories: new Map(),
				expiries: ofOwners(inspection),
				timeouts: new Map(),
				orders: {sessions: noOrder, locks: noOrder},
			},
			before?.source.inspection,
			before?.kept.inspection,
		),
	};
};

const noZnodes: Data['znodes'] = SharedMap.empty();

/** The history goes on being written in place: who shows a moment reads it up to that tick. */
const keptServer = (
	server: ServerState,
	source: ServerState | undefined,
	kept: ServerState | undefined,
): ServerState => {
	if (server === source && kept !== undefined) {
		return kept;
	}

	const {history, ...rest} = server;
	const thin: Omit<ServerState, 'history'> = {
		...rest,
		mark: undefined,
		markBefore: undefined,
		zxids: [],
		consBefore: undefined,
		consNow: undefined,
		cons: withValue(server.cons, () => []),
		// Asked for one moment; of the past nobody is told who watched.
		wchp: unasked,
		mntr: withValue(server.mntr, shownOfMntr),
		dump:
			source?.dump === server.dump && kept !== undefined ? kept.dump : withValue(server.dump, shownOfDump),
	};
	return {...keep(thin, source, kept), history};
};

const withValue = <T>(reading: Reading<T>, change: (value: T) => T): Reading<T> =>
	reading.kind === 'fresh' || reading.kind === 'stale' ? {...reading, value: change(reading.value)} : reading;

/** What is shown of it, and what is compared with later moments; all other metrics have become figures and series. */
const keptMetrics = ['leader_uptime', 'stale_sessions_expired'] as const;

const shownOfMntr = (mntr: Mntr): Mntr => ({
	...mntr,
	values: new Map(
		keptMetrics.flatMap(name => {
			const value = mntr.values.get(name);
			return value === undefined ? [] : [[name, value]];
		}),
	),
});

/** When those end that hold or wait. */
const ofOwners = ({expiries, owners}: Data['inspection']): Data['inspection']['expiries'] =>
	expiries && {...expiries, sessions: some(expiries.sessions, owners)};

const some = <K, V>(map: ReadonlyMap<K, V>, keys: Iterable<K>): ReadonlyMap<K, V> =>
	new Map(
		[...keys].flatMap(key => {
			const value = map.get(key);
			return value === undefined ? [] : [[key, value] as const];
		}),
	);

/** Of sessions without ephemerals the list of sessions tells. */
const shownOfDump = (dump: Dump): Dump => ({
	...dump,
	sessions: some(dump.sessions, dump.ephemerals.keys()),
	connections: undefined,
});
