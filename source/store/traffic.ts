// The traffic's slice: who the clients are and how busy, and which namespaces are; derived when `cons`, `mntr` or `conf` brought something new.
import {hasNoConnections, lastValue} from '../analyze/reading.ts';
import {clientsOf, noClients} from '../analyze/traffic/clients.ts';
import {hottest, type Hot} from '../analyze/traffic/hot.ts';
import {namespacesBetween, noNamespaces} from '../analyze/traffic/namespaces.ts';
import {afterDraw, noOperations} from '../analyze/traffic/operations.ts';
import {endingsAfter, noEndings} from '../analyze/traffic/endings.ts';
import {noParents, parentsAfter} from '../analyze/traffic/parents.ts';
import {ownReadsIn, readsBetween, type OwnRead} from '../analyze/traffic/own-reads.ts';
import {noTurnover, turnoverAfter, turnoverOf, type Rates} from '../analyze/traffic/turnover.ts';
import type {Sample} from '../collect/sample.ts';
import type {Traffic} from '../analyze/traffic/traffic.ts';
import type {Data} from './state.ts';

export const initialTraffic = (chroot: string): Traffic => ({
	clients: noClients,
	turnover: noTurnover,
	operations: noOperations,
	namespaces: noNamespaces,
	parents: noParents,
	endings: noEndings,
	ownReads: [],
	chroot,
});

type Known = Pick<Data, 'servers' | 'session' | 'ensemble' | 'inspection'>;

/** The traffic after a sample; `data` has its servers and inspection already renewed, `inspected` is the one before. */
export const reduceTraffic = (
	before: Traffic,
	inspected: Data['inspection'],
	data: Known,
	sample: Sample,
): Traffic => {
	const {inspection} = data;
	const words = sample.arrivals.flatMap(arrival => (arrival.of === 'word' ? [arrival] : []));
	const hasChanged =
		inspection.sessions !== inspected.sessions || words.some(({word}) => word === 'conf' || word === 'cons');
	const ownReads = withReads(before.ownReads, ownReadsIn(sample.arrivals, before.chroot), sample.at);
	const operations = afterAnswers(before, data, words);
	const wereCounted = words.some(({word, answer}) => word === 'mntr' || answer.kind === 'failed');
	return {
		...before,
		ownReads,
		operations,
		parents: parentsAfter(before.parents, sample.arrivals, sample.at),
		endings: endingsAfter(before.endings, inspected, inspection, sample.at),
		turnover:
			inspection.bySession === inspected.bySession
				? before.turnover
				: turnoverAfter(before.turnover, inspected.bySession, inspection.bySession, sample.at),
		clients: hasChanged ? gathered(data, operations) : before.clients,
		namespaces: wereCounted ? counted(data, ownReads) : before.namespaces,
	};
};

/** An answer of mntr may be that old, and the one before it. */
const keptMs = 150_000;

const withReads = (
	before: readonly OwnRead[],
	reads: readonly OwnRead[],
	now: number,
): readonly OwnRead[] => {
	const [oldest] = before;
	const kept =
		oldest !== undefined && now - oldest.at > keptMs ? before.filter(({at}) => now - at <= keptMs) : before;
	return reads.length === 0 ? kept : [...kept, ...reads];
};

/** Only servers that answer now are drawn from, or slow answers would count twice. */
const afterAnswers = (
	{operations}: Traffic,
	{inspection}: Known,
	words: readonly (Sample['arrivals'][number] & {readonly of: 'word'})[],
): Traffic['operations'] => {
	const answering = new Set(
		words.flatMap(({word, server, answer}) => (word === 'cons' && answer.kind === 'fresh' ? [server] : [])),
	);
	return answering.size === 0
		? operations
		: afterDraw(
				operations,
				inspection.sessions.filter(({server}) => answering.has(server)),
			);
};

const isCounted = ({twinOf, many}: Data['servers'][number]): boolean => twinOf === undefined && !many;

const gathered = ({servers, inspection}: Known, operations: Traffic['operations']): Traffic['clients'] =>
	clientsOf(
		inspection.sessions,
		servers
			.filter(server => isCounted(server) && !hasNoConnections(server.cons))
			.map(({name, conf, cons}) => ({
				server: name,
				cons: lastValue(cons) ?? [],
				limit: lastValue(conf)?.maxClientCnxns,
			})),
		operations,
	);

const counted = (
	{servers, session: {client}, ensemble}: Known,
	ownReads: readonly OwnRead[],
): Traffic['namespaces'] => {
	const readsOn = client.kind === 'connected' ? client.server.name : undefined;
	return namespacesBetween(
		servers.filter(isCounted).map(({name, markBefore, mark}) => ({
			server: name,
			before: markBefore,
			now: mark,
			leads: name === ensemble.leader,
			own:
				name === readsOn && markBefore !== undefined && mark !== undefined
					? readsBetween(ownReads, markBefore.at, mark.at)
					: new Map(),
		})),
	);
};

/** Who asks most, and where in the tree. */
export const hottestIn = ({traffic: {clients, namespaces}}: Pick<Data, 'traffic'>): Hot =>
	hottest(clients, namespaces);

/** Sessions of an address that come and go in a second, the least there can be. */
export const comingAndGoing = (
	{traffic, clock}: Pick<Data, 'traffic' | 'clock'>,
	address: string,
): Rates | undefined => turnoverOf(traffic.turnover, address, clock.at);
