// Rules that look at one server after the other: which of them they see, and why not the others.
import {failureIn} from '../reading.ts';
import type {Meter} from '../meter.ts';
import {
	noneServes,
	notAsked,
	type Observation,
	type Scene,
	type ServerWitness,
	type Verdict,
} from './rule.ts';

/** What a look at one server gives: what is so, why it cannot be seen there, or undefined: nothing happened that could be judged. */
export type Look = readonly Observation[] | string | undefined;

/** Looks at each server that is counted and answers; blind if none of them lets itself be seen. */
export const perServer = (scene: Scene, look: (server: ServerWitness) => Look): Verdict => {
	const servers = scene.servers.filter(({twinOf, many}) => twinOf === undefined && !many);
	if (servers.every(({srvr}) => srvr.kind === 'unasked')) {
		return notAsked;
	}

	const looks = servers.map(server => ({subject: server.name, seen: fails(server) ?? look(server)}));
	const unseen = looks.flatMap(({subject, seen}) => (typeof seen === 'string' ? [{subject, why: seen}] : []));
	// What those lack that answer says more than why others do not answer.
	const failing = new Set(servers.filter(server => fails(server) !== undefined).map(({name}) => name));
	const first = unseen.find(({subject}) => !failing.has(subject)) ?? unseen[0];
	return first !== undefined && unseen.length === looks.length
		? failing.size === servers.length
			? noneServes
			: first.why
		: {
				found: looks.flatMap(({seen}) => (typeof seen === 'string' ? [] : (seen ?? []))),
				unseen,
				still: looks.flatMap(({subject, seen}) => (seen === undefined ? [subject] : [])),
			};
};

const fails = ({srvr}: ServerWitness): string | undefined => failureIn(srvr)?.message;

/** The same with the counters of an interval. Where mntr is shut, the few that srvr tells are not what rules look for. */
export const perMeter = (scene: Scene, look: (server: ServerWitness, meter: Meter) => Look): Verdict =>
	perServer(scene, server => {
		const {meter, mntr} = server;
		if (mntr.kind === 'unsupported') {
			return `needs mntr: ${mntr.why}`;
		}

		return meter === undefined ? 'needs mntr, which has not been answered' : look(server, meter);
	});

/** Needs two answers, for what grew in between. */
export const needsInterval = 'needs two answers of one run of the server';
