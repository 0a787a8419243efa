// The figures of an explanation, as tables: the same on the screen and in a pipe.
import {formatAge, formatCount, formatMs, formatShort} from '../../quantity.ts';
import type {Explanation} from '../explain.ts';
import type {Latency} from '../latency.ts';
import {figureName} from './latency.ts';
import {electionsTogether} from './leadership.ts';
import {timeOf, wholeAge, type Labels} from './sentence.ts';
import {causesText, outagesTogether} from './servers.ts';

export type Column = {readonly title: string; readonly align?: 'right'};

export type Table = {
	readonly title: string;
	readonly columns: readonly Column[];
	readonly rows: readonly (readonly string[])[];
};

const mostRows = 12;

/** The tables that have rows. */
export const tablesOf = (explanation: Explanation, labels: Labels): readonly Table[] =>
	[
		findingsTable(explanation, labels),
		electionsTable(explanation, labels),
		outagesTable(explanation, labels),
		latencyTable(explanation, labels),
		clientsTable(explanation),
		pathsTable(explanation),
		namespacesTable(explanation),
		busyTable(explanation),
	].filter(({rows}) => rows.length > 0);

const right = (title: string): Column => ({title, align: 'right'});
const left = (title: string): Column => ({title});

const findingsTable = ({findings: {raised, cleared}}: Explanation, labels: Labels): Table => ({
	title: 'findings',
	columns: [left('WHEN'), left(''), left('RULE'), left('WHERE'), left('WHAT')],
	rows: [
		...raised.map(({since, sinceAtLeast, rule, subject, text}) => [
			`${sinceAtLeast ? '≤ ' : ''}${timeOf(since)}`,
			'raised',
			rule,
			whereOf(subject, labels),
			text,
		]),
		...cleared.map(({at, how, finding}) => [
			timeOf(at),
			how === 'cleared' ? 'cleared' : 'lost sight',
			finding.rule,
			whereOf(finding.subject, labels),
			`after ${formatAge(Math.floor((at - finding.since) / 1000) * 1000)}: ${finding.text}`,
		]),
	],
});

const whereOf = (subject: string, labels: Labels): string => subject.split(', ').map(labels).join(', ');

const electionsTable = (explanation: Explanation, labels: Labels): Table => ({
	title: 'elections, newest first',
	columns: [left('WHEN'), left('LEADER'), left('BEFORE'), right('EPOCH'), right('NOBODY LED')],
	rows: electionsTogether(explanation)
		.toReversed()
		.slice(0, mostRows)
		.map(({at, leader, before, epoch, leaderlessMs}) => [
			timeOf(at),
			labels(leader),
			labels(before),
			epoch === undefined ? '·' : epoch.toString(16),
			leaderlessMs === 0 ? '–' : wholeAge(leaderlessMs),
		]),
});

const outagesTable = (explanation: Explanation, labels: Labels): Table => ({
	title: 'servers that did not answer, newest first',
	columns: [left('FROM'), right('FOR'), left('SERVER'), left('WHY')],
	rows: outagesTogether(explanation)
		.toReversed()
		.slice(0, mostRows)
		.map(({server, from, until, causes}) => [
			timeOf(from),
			until === undefined ? 'until now' : wholeAge(until - from),
			labels(server),
			causesText(causes),
		]),
});

const latencyTable = ({latency}: Explanation, labels: Labels): Table => ({
	title: 'latency: mean of the interval means, as long before and since, and of how many intervals',
	columns: [left('SERVER'), left('OF'), right('BEFORE ms'), right('NOW ms'), right('INTERVALS')],
	rows: latency.map(shift => [
		labels(shift.server),
		figureName(shift),
		msOf(shift.before),
		msOf(shift.now),
		`${shift.before?.samples ?? 0}, ${shift.now?.samples ?? 0}`,
	]),
});

const msOf = (latency: Latency | undefined): string =>
	latency === undefined ? '·' : formatMs(latency.meanMs);

const orNothing = (count: number): string => (count === 0 ? '–' : formatCount(count));

const clientsTable = ({sessions}: Explanation): Table => ({
	title: 'sessions by client',
	columns: [
		left('CLIENT'),
		right(sessions.isSure ? 'BEGAN' : 'NEW'),
		right('EXPIRED'),
		right('CLOSED OR EXPIRED'),
		right('MOVED'),
	],
	rows: sessions.clients
		.slice(0, mostRows)
		.map(({address, began, expired, closedOrExpired, moved}) => [
			address ?? 'not known',
			orNothing(began),
			orNothing(expired),
			orNothing(closedOrExpired),
			orNothing(moved),
		]),
});

const pathsTable = ({znodes}: Explanation): Table => ({
	title: 'znodes that changed, of those that zktop has read',
	columns: [left('PATH'), right('CHILDREN'), right('WRITES')],
	rows: znodes.paths.map(({path, children, writes}) => [
		path,
		children === 0 ? '–' : children < 0 ? `−${formatCount(-children)}` : `+${formatCount(children)}`,
		orNothing(writes),
	]),
});

const namespacesTable = ({writers}: Explanation): Table => ({
	title: `busiest top-level znodes, mean of ${writers.samples.paths} intervals`,
	columns: [left('PATH'), right('WRITES/s'), right('READS/s')],
	rows: writers.paths.map(({path, writesPerSecond, readsPerSecond}) => [
		path,
		formatShort(writesPerSecond),
		formatShort(readsPerSecond),
	]),
});

const busyTable = ({writers}: Explanation): Table => ({
	title: `busiest clients, without pings, mean of ${writers.samples.clients} intervals`,
	columns: [left('CLIENT'), right('REQ/s'), right('SHARE')],
	rows: writers.clients.map(({address, requestsPerSecond, share}) => [
		address,
		formatShort(requestsPerSecond),
		`${Math.round(share * 100)} %`,
	]),
});
