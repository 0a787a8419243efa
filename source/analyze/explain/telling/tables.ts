// The figures of an explanation, as tables: the same on the screen and in a pipe.
import type {Finding} from '../../findings.ts';
import {formatCount, formatMs, formatShort} from '../../quantity.ts';
import type {Explanation} from '../explain.ts';
import type {Latency} from '../latency.ts';
import {whereOf} from './findings.ts';
import {figureName} from './latency.ts';
import {electionsTogether, formatEpoch} from './leadership.ts';
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

const findingsTable = ({findings: {open, cleared}, to}: Explanation, labels: Labels): Table => ({
	title: 'findings: those that are open, and those that were cleared',
	columns: [left('RAISED'), left('CLEARED'), right('FOR'), left('RULE'), left('WHERE'), left('WHAT')],
	rows: [
		...open.map(finding => findingRow(finding, {at: to, cleared: '–'}, labels)),
		...cleared.map(({finding, at, how}) => {
			const row = findingRow(finding, {at, cleared: timeOf(at)}, labels);
			return how === 'cleared' ? row : [...row.slice(0, -1), `${finding.text} (lost sight of it)`];
		}),
	],
});

const findingRow = (
	{since, sinceAtLeast, rule, subject, text}: Finding,
	{at, cleared}: {readonly at: number; readonly cleared: string},
	labels: Labels,
): readonly string[] => [
	`${sinceAtLeast ? '≤ ' : ''}${timeOf(since)}`,
	cleared,
	`${sinceAtLeast ? '≥ ' : ''}${wholeAge(at - since)}`,
	rule,
	whereOf(subject, labels),
	text,
];

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
			epoch === undefined ? '·' : formatEpoch(epoch),
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

const latencyTable = ({latency: {shifts, comparedWith}}: Explanation, labels: Labels): Table => {
	const [times, before, now] =
		comparedWith === 'as-long-before'
			? ['before (as long at most) and since', 'BEFORE', 'NOW']
			: ['in the first and in the second half', '1ST HALF', '2ND HALF'];
	return {
		title: `latency: mean of the interval means, ${times}, and of how many intervals`,
		columns: [left('SERVER'), left('OF'), right(`${before} ms`), right(`${now} ms`), right('INTERVALS')],
		rows: shifts.map(shift => [
			labels(shift.server),
			figureName(shift),
			msOf(shift.before),
			msOf(shift.now),
			`${shift.before?.samples ?? 0}, ${shift.now?.samples ?? 0}`,
		]),
	};
};

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
