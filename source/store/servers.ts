// The servers' slice: readings, the figures of the last interval, and their history.
import {lagOf} from '../analyze/ensemble.ts';
import {valuesOfMntr, valuesOfSrvr} from '../analyze/figures.ts';
import {freshValue, lastValue, readingAfter, unasked} from '../analyze/reading.ts';
import type {Found, Membership} from '../analyze/membership.ts';
import {isMany, noIdentity, withId, withMntr, withSrvr} from '../analyze/identity.ts';
import {History} from '../analyze/history/history.ts';
import {hiddenWatches} from '../analyze/watching.ts';
import {markCons} from '../analyze/liveness/cons-mark.ts';
import type {Sample, WordArrival} from '../collect/sample.ts';
import {markOf, unknownNow, withMark, type OwnShare} from './marks.ts';
import type {ServerState} from './state.ts';
import {withTwins} from './twins.ts';

/** How far behind a follower is shows by what the leader had said a minute ago. */
const keptZxids = 64;

export const initialServer = (name: string, intervalMs: number, found?: Found): ServerState => ({
	name,
	found,
	id: undefined,
	identity: noIdentity,
	many: false,
	confSince: undefined,
	twinOf: undefined,
	srvr: unasked,
	mntr: unasked,
	cons: unasked,
	dump: unasked,
	conf: unasked,
	wchs: unasked,
	wchp: unasked,
	hiddenWatches: undefined,
	leader: unasked,
	tried: {},
	answerMs: undefined,
	failingSince: undefined,
	failures: 0,
	hasAnswered: false,
	markBefore: undefined,
	mark: undefined,
	figures: undefined,
	lastFigures: undefined,
	lag: undefined,
	zxids: [],
	consBefore: undefined,
	consNow: undefined,
	history: new History(intervalMs),
});

/** The named servers and those that were found; who is found no more is forgotten. */
export const withFound = (
	servers: readonly ServerState[],
	{found}: Membership,
	intervalMs: number,
): readonly ServerState[] => {
	const known = servers.filter(server => server.found !== undefined);
	if (known.length === found.length && found.every((one, index) => known[index]?.found === one)) {
		return servers;
	}

	return [
		...servers.filter(server => server.found === undefined),
		...found.map(one => {
			const before = known.find(({name}) => name === one.name);
			return before === undefined ? initialServer(one.name, intervalMs, one) : {...before, found: one};
		}),
	];
};

/** The servers after a sample. A server that nothing arrived from keeps its identity. */
export const reduceServers = (
	servers: readonly ServerState[],
	sample: Sample,
	own: OwnShare,
): readonly ServerState[] => {
	const arrivals = Map.groupBy(
		sample.arrivals.filter(arrival => arrival.of === 'word'),
		({server}) => server,
	);
	if (arrivals.size === 0) {
		return servers;
	}

	const reduced = servers.map(server => {
		const mine = arrivals.get(server.name);
		return (
			mine?.reduce((before, arrival) => reduceArrival(withTried(before, arrival), arrival, own), server) ??
			server
		);
	});
	return withLags(withTwins(reduced));
};

/** What was not asked, because the server does not answer, leaves the doors as they were found last. */
const withTried = (server: ServerState, {word, attempts}: WordArrival): ServerState =>
	attempts.length === 0 ? server : {...server, tried: {...server.tried, [word]: attempts}};

const reduceArrival = (server: ServerState, arrival: WordArrival, own: OwnShare): ServerState => {
	switch (arrival.word) {
		case 'srvr':
			return afterSrvr(server, arrival, own);
		case 'mntr':
			return afterMntr(server, arrival, own);
		case 'cons': {
			const cons = readingAfter(server.cons, arrival.answer);
			if (cons.kind !== 'fresh') {
				return {...server, cons};
			}

			const before = server.cons.kind === 'fresh' ? server.consNow : undefined;
			const askedAt = cons.at - arrival.tookMs;
			const consNow = markCons(server.many ? undefined : before, cons.value, {at: cons.at, askedAt});
			return {...server, cons, consBefore: before?.at, consNow};
		}

		case 'dump':
			return {...server, dump: readingAfter(server.dump, arrival.answer)};
		case 'conf':
			return afterConf(server, arrival);
		case 'wchs':
			return afterWchs(server, arrival);
		case 'wchp':
			return {...server, wchp: readingAfter(server.wchp, arrival.answer)};
		case 'leader':
			return {...server, leader: readingAfter(server.leader, arrival.answer)};
	}
};

const afterWchs = (server: ServerState, {answer}: WordArrival<'wchs'>): ServerState => {
	const wchs = readingAfter(server.wchs, answer);
	const {figures, mark} = server;
	const count = mark && hiddenWatches({count: figures?.watches, at: mark.at}, wchs);
	const hidden = count === undefined || mark === undefined ? server.hiddenWatches : {count, at: mark.at};
	return {...server, wchs, hiddenWatches: hidden};
};

const afterConf = (server: ServerState, {answer}: WordArrival<'conf'>): ServerState => {
	const conf = readingAfter(server.conf, answer);
	if (answer.kind !== 'fresh') {
		return {...server, conf};
	}

	const {serverId, members} = answer.value;
	const isSame = JSON.stringify(members) === JSON.stringify(lastValue(server.conf)?.members);
	const confSince = isSame ? server.confSince : answer.at;
	return identified({...server, conf, confSince, id: serverId}, withId(server.identity, serverId));
};

/** Once several servers have answered under its name, that stays so: figures of different servers are never mixed. */
const identified = (server: ServerState, identity: ServerState['identity']): ServerState => ({
	...server,
	identity,
	many: server.many || isMany(identity),
});

const afterSrvr = (server: ServerState, arrival: WordArrival<'srvr'>, own: OwnShare): ServerState => {
	const srvr = readingAfter(server.srvr, arrival.answer);
	if (arrival.answer.kind === 'failed') {
		return {
			...server,
			srvr,
			...unknownNow,
			identity: noIdentity,
			lag: undefined,
			failingSince: server.failingSince ?? arrival.answer.at - arrival.tookMs,
			failures: server.failures + 1,
		};
	}

	const told = freshValue(srvr);
	const identity = told === undefined ? server.identity : withSrvr(server.identity, told, arrival.tick);
	server.history.recordAlone(arrival.tick, 'answerMs', arrival.tookMs);
	const answering: ServerState = {
		...identified(server, identity),
		srvr,
		answerMs: arrival.tookMs,
		failingSince: undefined,
		failures: 0,
		hasAnswered: true,
	};
	const value = freshValue(srvr);
	if (value === undefined || srvr.kind !== 'fresh') {
		return answering;
	}

	const zxids = [{zxid: value.zxid, at: srvr.at}, ...server.zxids].slice(0, keptZxids);
	// Where mntr is shut, srvr alone brings the few figures that it has.
	return server.mntr.kind === 'unsupported'
		? withMark({...answering, zxids}, markOf(arrival, valuesOfSrvr(value), srvr.at, own), arrival.tick)
		: {...answering, zxids};
};

const afterMntr = (server: ServerState, arrival: WordArrival<'mntr'>, own: OwnShare): ServerState => {
	const mntr = readingAfter(server.mntr, arrival.answer);
	if (mntr.kind === 'fresh') {
		const known = identified({...server, mntr}, withMntr(server.identity, mntr.value, mntr.at, arrival.tick));
		return withMark(known, markOf(arrival, valuesOfMntr(mntr.value), mntr.at, own), arrival.tick);
	}

	return mntr.kind === 'unsupported' ? {...server, mntr} : {...server, mntr, ...unknownNow};
};

/** Each follower's lag behind what the leader had said before the follower was asked. */
const withLags = (servers: readonly ServerState[]): readonly ServerState[] => {
	const leader = servers.find(({srvr}) => freshValue(srvr)?.mode === 'leader');
	return servers.map(server => {
		const {srvr} = server;
		const lag =
			leader === undefined || leader === server || srvr.kind !== 'fresh'
				? undefined
				: lagOf(leader.zxids.find(({at}) => at <= srvr.at - (server.answerMs ?? 0))?.zxid, srvr.value.zxid);
		return lag === server.lag ? server : {...server, lag};
	});
};
