// Sessions that began, ended and moved, by the address of their clients.
import {lastValue} from '../reading.ts';
import {addressOf} from '../traffic/address.ts';
import {connectedIn, type Connected} from './connected.ts';
import type {Happening} from './happening.ts';
import type {ExplainedMoment} from './moment.ts';
import {outOfSight, type OutOfSight} from './out-of-sight.ts';

export type ClientChange = {
	/** Undefined: whose they were is not known. */
	readonly address: string | undefined;
	readonly began: number;
	readonly expired: number;
	readonly closedOrExpired: number;
	readonly moved: number;
};

export type SessionChanges = {
	/** How many are connected. */
	readonly before: Connected;
	readonly now: Connected;
	readonly began: number;
	readonly expired: number;
	readonly closedOrExpired: number;
	/** Sessions that were connected to another server afterwards; each once. */
	readonly moved: number;
	/** How many the leader counted meanwhile; undefined where it does not tell, or did not lead all the time. */
	readonly expiredByLeader: number | undefined;
	/** Ephemerals that the expired ones owned. */
	readonly ephemeralsLost: number;
	/** Most changed first. */
	readonly clients: readonly ClientChange[];
	readonly moves: readonly {readonly from: string; readonly to: string; readonly count: number}[];
	/** Those that live on and are connected to no server that zktop sees. */
	readonly outOfSight: OutOfSight;
	/** Whether the leader told which sessions there are: else one that is new to zktop may be an old one. */
	readonly isSure: boolean;
};

type Life = Extract<Happening, {kind: 'began' | 'ended' | 'moved'}>;

/** Counts what happened to sessions. */
export const sessionChanges = (
	from: ExplainedMoment,
	to: ExplainedMoment,
	happenings: readonly Happening[],
): SessionChanges => {
	const lives = happenings.filter(
		happening => happening.kind === 'began' || happening.kind === 'ended' || happening.kind === 'moved',
	);
	const clientOf = clientsIn(to, lives);
	const byAddress = Map.groupBy(lives, ({session}) => {
		const client = clientOf(session);
		return client === undefined ? undefined : addressOf(client);
	});
	const ended = lives.filter(life => life.kind === 'ended');
	return {
		before: connectedIn(from),
		now: connectedIn(to),
		...countsOf(lives),
		expiredByLeader: expiredByLeader(from, to),
		ephemeralsLost: ended
			.filter(({how}) => how === 'expired')
			.reduce((sum, {ephemerals}) => sum + ephemerals, 0),
		clients: [...byAddress]
			.map(([address, own]): ClientChange => ({address, ...countsOf(own)}))
			.sort((a, b) => changesOf(b) - changesOf(a)),
		moves: movesIn(lives),
		outOfSight: outOfSight(from, to, new Set(ended.map(({session}) => session))),
		isSure: tellsLives(to) && lives.every(life => life.kind !== 'began' || life.sure),
	};
};

/** Since 3.6. Its count begins anew with its process. */
const expiredByLeader = (from: ExplainedMoment, to: ExplainedMoment): number | undefined => {
	const {leader} = to.ensemble;
	const isSame = leader === from.ensemble.leader && to.ensemble.epoch === from.ensemble.epoch;
	const [before, now] = [from, to].map(({servers}) => {
		const mntr = servers.find(({name}) => name === leader)?.mntr;
		return mntr && lastValue(mntr)?.values.get('stale_sessions_expired');
	});
	return !isSame || before === undefined || now === undefined || now < before ? undefined : now - before;
};

const countsOf = (lives: readonly Life[]): Omit<ClientChange, 'address'> => {
	const ended = lives.filter(life => life.kind === 'ended');
	return {
		began: lives.filter(({kind}) => kind === 'began').length,
		expired: ended.filter(({how}) => how === 'expired').length,
		closedOrExpired: ended.filter(({how}) => how !== 'expired').length,
		moved: new Set(lives.filter(({kind}) => kind === 'moved').map(({session}) => session)).size,
	};
};

const changesOf = ({began, expired, closedOrExpired, moved}: ClientChange): number =>
	began + expired + closedOrExpired + moved;

/** Whose a session is, as it was known last. */
const clientsIn = (
	{inspection}: ExplainedMoment,
	lives: readonly Life[],
): ((session: string) => string | undefined) => {
	const told = new Map(
		lives.flatMap(({session, client}) => (client === undefined ? [] : [[session, client]])),
	);
	return session => told.get(session) ?? inspection.bySession.get(session)?.client;
};

/** From where it was first to where it was last; who has come back has not moved. */
const movesIn = (lives: readonly Life[]): SessionChanges['moves'] => {
	const ways = new Map<string, {from: string; to: string}>();
	for (const life of lives) {
		if (life.kind === 'moved') {
			ways.set(life.session, {from: ways.get(life.session)?.from ?? life.from, to: life.server});
		}
	}

	const moved = [...ways.values()].filter(way => way.from !== way.to);
	return [...Map.groupBy(moved, way => `${way.from} ${way.to}`).values()]
		.flatMap(group => group.slice(0, 1).map(way => ({...way, count: group.length})))
		.sort((a, b) => b.count - a.count);
};

/** Whether the leader's list of sessions was there. */
const tellsLives = ({servers}: ExplainedMoment): boolean =>
	servers.some(({dump}) => (dump.kind === 'fresh' || dump.kind === 'stale') && dump.value.kind === 'leader');
