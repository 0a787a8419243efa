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
	{
		id: 'lost-wake-up',
		raisesAfter: 1,
		clearsAfter: 0,
		wrong: 'a client that asks again and again who is first needs no watch',
		source: 'zookeeper.md E.0: a correct waiter watches the node before it; wchp of its server tells',
		judge: scene =>
			whyNoLocks(scene) ?? asked(scene) ?? reportsIn(scene).flatMap(report => lost(scene, report)),
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

const asked = ({inspection: {wakeUps}}: Scene): string | undefined =>
	wakeUps.judgedAt === 0
		? 'needs wchp, which is asked only when somebody says so: w on a lock leads to its price'
		: undefined;

const lost = (scene: Scene, {lock, lostWakeUps}: LockReport): readonly Observation[] => {
	const [first] = lostWakeUps;
	return first === undefined
		? []
		: [
				{
					severity: 'warn',
					subject: lock.path,
					text: `lost wake-up: ${clientOf(scene, first.session)} waits and watches ${first.instead === undefined ? 'nobody' : 'another one'}, so nobody tells it when it is its turn${lostWakeUps.length === 1 ? '' : `; ${lostWakeUps.length} such waiters`}`,
					since: first.at,
					sinceAtLeast: true,
					place: {kind: 'lock', path: lock.path},
					evidence: lostWakeUps.slice(0, 5).map(({node, awaited, instead, session, at}) => ({
						what: `${node} waits for ${awaited}`,
						now: {text: instead === undefined ? 'no watch on it' : `watches ${instead} instead`},
						from: `wchp, session ${session}`,
						at,
					})),
					why: 'Whoever waits sleeps until the watch on the one before it fires. Without it the lock stands still when that one lets go, and so do all behind.',
					next: [
						'ask again (w): who has only just reconnected sets its watches anew within a moment',
						'a thread dump of that client says whether it waits; ending it lets the others go on',
					],
				},
			];
};

const stuck = (scene: Scene, report: LockReport): readonly Observation[] => {
	const {lock, departures, pulse} = report;
	const stillMs = departures === undefined ? 0 : scene.now - departures.stillSince;
	const isStill =
		stillMs >= scene.limits['lock-still-s'] * 1000 &&
		lock.kind === 'lock' &&
		lock.confidence !== 'guess' &&
		lock.waiters.length > 0;
	if (!isStill || departures === undefined || told.has(pulse?.kind)) {
		return [];
	}

	const does =
		pulse === undefined ? 'nobody is seen to hold it' : `its holder ${wordsOf[pulse.kind] ?? 'is not seen'}`;
	const isCrowded = lock.waiters.length >= scene.limits['lock-waiters'];
	return [
		{
			severity: isCrowded ? 'warn' : 'info',
			subject: lock.path,
			text: `has had no hand-over${departures.sinceLooked ? ' since zktop looks' : ''}, ${waiting(report)}; ${does}`,
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

/** The rules about holders tell of these. */
const told: ReadonlySet<Pulse['kind'] | undefined> = new Set(['gone', 'silent', 'left over']);

const wordsOf: Readonly<Partial<Record<Pulse['kind'], string>>> = {
	working: 'works',
	'pings only': 'only sends pings',
	connected: 'is connected',
};
