// What is to be said of one lock below its queue: how we know how its holder is, who that is, what frees it, what else its session
// waits for. Commands are printed, never run.
import type {Deadlock} from '../../analyze/locks/deadlock.ts';
import type {LockQueue} from '../../analyze/locks/lock-queues.ts';
import {endsInMs, isOwned, otherPlacesOf, viewContender, type ContenderView} from '../../store/contenders.ts';
import {holderIn} from '../../store/lines.ts';
import {shown, type Data, type State} from '../../store/state.ts';
import {escapeText} from '../escape.ts';
import {factLines} from '../facts.ts';
import {formatAge, formatTime, formatWholeAge} from '../format.ts';
import type {Line} from '../line.ts';
import type {Style} from '../theme.ts';
import {historyLines, saidLines, troubleLines, watchedLines, type Fact} from './lock-verdicts.ts';
import {wholePulse} from './verdict.ts';

const labelWidth = 8;

/** All that is to be said, what matters most first. */
export const adviceOn = (state: State, lock: LockQueue, width: number): readonly Line[] => {
	const data = shown(state);
	const report = data.inspection.reports.get(lock.path);
	const fact = (name: string, text: string, style?: Style): readonly Line[] =>
		factLines(name, text, {width, labelWidth, style});
	const held = holderIn(data, lock);
	const holder = held && viewContender(data, held);
	return [
		...(report?.deadlock === undefined ? [] : circleLines(data, report.deadlock, fact)),
		...troubleLines(state, lock, fact),
		...(holder === undefined ? nobodyHolds(lock, fact) : holderLines(state, lock, holder, fact)),
		...watchedLines(state, lock, fact),
		...historyLines(state, lock, fact),
		...(lock.wrapped
			? fact('order', 'the counter has wrapped: kazoo and Curator compare digits, others numbers', 'warn')
			: []),
	];
};

const nobodyHolds = ({waiters}: LockQueue, fact: Fact): readonly Line[] =>
	waiters.length === 0
		? []
		: fact(
				'is',
				'held by none of those seen: a contender that is no ephemeral may stand before them, which nothing cleans up',
				'warn',
			);

const holderLines = (state: State, lock: LockQueue, holder: ContenderView, fact: Fact): readonly Line[] => {
	const data = shown(state);
	return [
		...fact('is', evidenceOf(holder, data)),
		...whoLines(holder, fact),
		...saidLines(data, lock, holder.node, fact),
		...fact('frees', freesText(lock, holder, data)),
		...freeingLines(state, holder, fact),
		...(!isOwned(holder.session) ? [] : fact('also', alsoText(data, holder))),
	];
};

/** The verdict and how we know. */
const evidenceOf = ({pulse, row, session}: ContenderView, data: Data): string => {
	const {clock} = data;
	const verdict = wholePulse(pulse, clock.at);
	switch (pulse.kind) {
		case 'silent':
			return `${verdict}: connected, but no packet since ${formatTime(pulse.since)}, not even a ping; frozen, stopped or cut off`;
		case 'gone': {
			const last = row === undefined ? '' : `, last seen on ${row.server}`;
			return `${verdict}: no server has ${session} in its list since ${formatTime(pulse.since)}${escapeText(last)}`;
		}

		case 'working':
			return `${verdict}: ${(row?.requestsPerSecond ?? 0).toFixed(1)} requests/s, last ${escapeText(row?.lastOp ?? '')}`;
		case 'pings only':
			return `${verdict}: alive, but it asks for nothing; what it does while it holds, ZooKeeper does not see`;
		case 'left over':
		case 'connected':
		case 'unknown':
			return verdict;
	}
};

/** What a lying server calls an address must not get into a command that somebody copies. */
const safeClient = /^\[?(?<host>[\d.a-f:%\w]+?)\]?:(?<port>\d+)$/i;

const whoLines = ({row}: ContenderView, fact: Fact): readonly Line[] => {
	const {host, port} = safeClient.exec(row?.client ?? '')?.groups ?? {};
	return host === undefined ? [] : fact('who', `ssh ${host} "ss -tnp sport = :${port}"`);
};

const freesText = ({kind}: LockQueue, {pulse, row}: ContenderView, data: Data): string => {
	if (pulse.kind === 'left over') {
		return 'not by itself: somebody has to delete it';
	}

	const endsMs = endsInMs(data, pulse);
	const leader = kind === 'election' ? 'ZooKeeper’s leader' : 'the leader';
	if (endsMs !== undefined) {
		return `in ≤ ${formatAge(Math.ceil(endsMs / 1000) * 1000)}, when ${leader} ends its session, unless it is heard of`;
	}

	if (data.ensemble.leader === undefined) {
		return 'not before ZooKeeper has a leader: until then no session ends, and then each has its whole timeout again';
	}

	return row === undefined
		? 'when its session ends: at the latest one timeout after its last ping'
		: `when that client lets go, or ≤ ${formatAge(row.timeoutMs + tickMs(data))} after its last ping`;
};

const tickMs = ({servers}: Data): number =>
	servers.flatMap(({conf}) => (conf.kind === 'fresh' ? [conf.value.tickTime ?? 0] : []))[0] ?? 0;

/** As a client without a chroot calls it. */
const absolute = (chroot: string, path: string): string => (chroot === '/' ? path : `${chroot}${path}`);

/** Names that a shell takes as they stand. */
const safePath = /^[\w./@:+,=-]+$/;

/** Of a lock whose holder may be gone for good: the line that takes it from it, and what that risks. */
const freeingLines = (state: State, {node, pulse, row}: ContenderView, fact: Fact): readonly Line[] => {
	const data = shown(state);
	const path = absolute(data.traffic.chroot, node);
	const server = row?.server ?? data.ensemble.leader ?? data.servers[0]?.name ?? '';
	if (riskOf[pulse.kind] === undefined || !safePath.test(`${server}${path}`)) {
		return [];
	}

	return [
		...fact('force', `zkCli.sh -server ${server} delete ${path}`),
		...fact('risk', riskOf[pulse.kind] ?? '', 'warn'),
	];
};

const riskOf: Readonly<Partial<Record<ContenderView['pulse']['kind'], string>>> = {
	gone: 'its client may still work and believe that it holds: stop it first',
	silent: 'a frozen client that wakes up believes that it holds, and two work at once: stop it first',
	'left over': 'whoever made it may believe that it holds: find out who that is first',
};

const alsoText = (data: Data, {session, node}: ContenderView): string => {
	const {held, awaited} = otherPlacesOf(data, session, node);
	const holds = held.length === 0 ? '' : `holds ${listed(held)}`;
	const seesAll = data.inspection.lockSource.kind === 'dump';
	return awaited.length > 0
		? `the same session waits for ${listed(awaited)}${holds === '' ? '' : ` and ${holds}`}`
		: `the same session waits for nothing else${holds === '' ? '' : `, ${holds}`}${seesAll ? ': no deadlock' : ', as far as locks are known'}`;
};

const listed = (paths: readonly string[]): string =>
	`${escapeText(paths[0] ?? '')}${paths.length > 1 ? ` and ${paths.length - 1} more` : ''}`;

const clientIn = ({inspection}: Data, session: string): string =>
	inspection.bySession.get(session)?.client ?? inspection.absent.get(session)?.last?.client ?? session;

/**
 * ```
 * circle ┌─ 10.0.0.7:51234 holds /locks/a, waits for /locks/b
 *        └─ 10.0.0.9:40122 holds /locks/b, waits for /locks/a
 * ```
 */
const circleLines = (data: Data, deadlock: Deadlock, fact: Fact): readonly Line[] => {
	const {links, since, sure, behind} = deadlock;
	const age = formatWholeAge(Math.max(0, data.clock.at - since));
	const doubt = sure ? '' : '; threads of one session may still let go';
	const others = behind > 0 ? `; ${behind} more wait behind` : '';
	return [
		...fact(
			'circle',
			`${links.length} sessions wait for each other, seen for ${age}${others}${doubt}`,
			sure ? 'bad' : 'warn',
		),
		...links.flatMap(({session, keeps, waits}, index) => {
			const mark = index === 0 ? '┌─' : index === links.length - 1 ? '└─' : '├─';
			const client = clientIn(data, session);
			return fact(
				'',
				`${mark} ${escapeText(client)} holds ${escapeText(keeps.lock)}, waits for ${escapeText(waits.lock)}`,
			);
		}),
	];
};
