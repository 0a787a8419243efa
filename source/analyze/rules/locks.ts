// Rules about locks: circles of sessions that wait for each other, and locks that stand still.
import type {Pulse} from '../liveness/pulse.ts';
import type {Deadlock, Link} from '../locks/deadlock.ts';
import type {LockReport} from '../locks/report.ts';
import {quantity} from '../quantity.ts';
import {clientOf, reportsIn, waiting, whyNoLocks} from './looking.ts';
import type {Observation, Rule, Scene} from './rule.ts';

export const lockRules: readonly Rule[] = [
	{
		id: 'deadlock',
		clearsAfter: 2,
		wrong:
			'threads that share a session do not block each other; an election in a lock’s clothes blocks nobody',
		source: 'zookeeper.md E.0: a wait-for graph over sessions across all known locks',
		judge: scene => whyNoLocks(scene) ?? scene.inspection.deadlocks.map(deadlock => circle(scene, deadlock)),
	},
	{
		id: 'lock-stuck',
		clearsAfter: 1,
		wrong: 'active and standby that are told apart by a lock look alike, and so does long work',
		source: 'facts.md M5: Δ(cversion − numChildren) of the lock’s parent',
		judge: scene => whyNoLocks(scene) ?? reportsIn(scene).flatMap(report => stuck(scene, report)),
	},
];

const circle = (scene: Scene, deadlock: Deadlock): Observation => {
	const {links, sure, behind, since} = deadlock;
	const paths = [...new Set(links.map(({waits}) => waits.lock))].sort();
	const tell = ({session, keeps, waits}: Link): string =>
		`${clientOf(scene, session)} holds ${keeps.lock} and waits for ${waits.lock}`;
	const others = behind === 0 ? '' : `; ${behind} more wait behind`;
	return {
		severity: sure ? 'bad' : 'warn',
		subject: paths.join(', '),
		text: `${sure ? 'deadlock' : 'perhaps a deadlock'}: ${links.map(tell).join('; ')}${others}`,
		since,
		place: {kind: 'lock', path: paths[0] ?? ''},
		evidence: links.map(({session, keeps, waits}) => ({
			what: clientOf(scene, session),
			now: {text: `${keeps.node} keeps ${waits.node} waiting`},
			from: `dump, session ${session}`,
		})),
		why: sure
			? 'each stands in line once, and none leaves its place before it has what the next one holds'
			: 'one of the sessions stands in line more than once: several threads share it, and one may go on',
		next: [
			'end one of these clients, or let one of them give up: the others go on',
			'take locks in one order everywhere, or all of them at once (Curator: InterProcessMultiLock)',
		],
	};
};

const stuck = (scene: Scene, report: LockReport): readonly Observation[] => {
	const {lock, departures, pulse} = report;
	const stillMs = departures === undefined ? 0 : scene.now - departures.stillSince;
	const isStill =
		stillMs >= scene.limits['lock-still-s'] * 1000 &&
		lock.kind === 'lock' &&
		lock.confidence !== 'guess' &&
		lock.waiters.length > 0;
	if (!isStill || departures === undefined || pulse?.kind === 'gone' || pulse?.kind === 'silent') {
		return [];
	}

	const does =
		pulse === undefined ? 'nobody is seen to hold it' : `its holder ${wordsOf[pulse.kind] ?? 'is not seen'}`;
	const isCrowded = lock.waiters.length >= scene.limits['lock-waiters'];
	return [
		{
			severity: isCrowded ? 'warn' : 'info',
			subject: lock.path,
			text: `no hand-over${departures.sinceLooked ? ' since zktop looks' : ''}, ${waiting(report)}; ${does}`,
			since: departures.stillSince,
			sinceAtLeast: departures.sinceLooked,
			place: {kind: 'lock', path: lock.path},
			evidence: [
				{what: 'hand-overs', now: quantity(0, 'per-minute'), from: `Stat of ${lock.parent}`},
				{what: 'in line', now: quantity(lock.waiters.length, 'count'), from: 'dump'},
			],
			next: [
				`what does its holder do? ${report.holder === undefined ? '' : clientOf(scene, report.holder.session)}: a thread dump there says`,
			],
			limit: `no hand-over for ${scene.limits['lock-still-s']} s; a warning from ${scene.limits['lock-waiters']} waiters on`,
		},
	];
};

const wordsOf: Readonly<Partial<Record<Pulse['kind'], string>>> = {
	working: 'works',
	'pings only': 'only sends pings',
	connected: 'is connected',
};
