// Rules about who holds: gone, or frozen.
import {endOf} from '../liveness/expiry.ts';
import type {Pulse} from '../liveness/pulse.ts';
import type {LockReport} from '../locks/report.ts';
import {quantity} from '../quantity.ts';
import {clientOf, reportsIn, seconds, waiting, whyNoLocks, wholeSeconds} from './looking.ts';
import type {Evidence, Observation, Rule, Scene, Unseen} from './rule.ts';

export const holderRules: readonly Rule[] = [
	{
		id: 'holder-gone',
		clearsAfter: 1,
		wrong: 'its client may be about to come back: it reconnects within a second or two',
		source: 'facts.md M7, M8: in no server’s cons, and the leader’s dump counts it down',
		judge: scene =>
			whyNoLocks(scene) ?? {
				found: lost(scene, 'gone').map(report => gone(scene, report)),
				unseen: unknownIn(scene),
				still: [],
			},
	},
	{
		id: 'holder-silent',
		clearsAfter: 1,
		wrong: 'a client whose pings are further apart than half of its session timeout looks alike',
		source: 'facts.md M6: lresp of cons stands still, by our own clock',
		judge: scene => whyNoLocks(scene) ?? lost(scene, 'silent').map(report => silent(scene, report)),
	},
	{
		id: 'holder-left-over',
		raisesAfter: 1,
		clearsAfter: 1,
		wrong: 'a recipe of one’s own may mean its first place to stay',
		source: 'zookeeper.md E.0: a holder that is persistent is left over; its stat has no ephemeralOwner',
		judge: scene => whyNoLocks(scene) ?? lost(scene, 'left over').map(leftOver),
	},
];

/** So many at once have one cause: the worst ones tell it. */
const toldAtMost = 20;

/** Locks whose holder is so, with most waiters first. */
const lost = (scene: Scene, kind: 'gone' | 'silent' | 'left over'): readonly LockReport[] =>
	reportsIn(scene)
		.filter(({pulse}) => pulse?.kind === kind)
		.sort((a, b) => b.lock.waiters.length - a.lock.waiters.length)
		.slice(0, toldAtMost);

/** Locks of whose holder nobody can tell: the clients of a frozen server look like those that are gone (facts.md M8). */
const unknownIn = (scene: Scene): readonly Unseen[] =>
	reportsIn(scene)
		.flatMap(({lock, pulse}) => (pulse?.kind === 'unknown' ? [{subject: lock.path, why: pulse.why}] : []))
		.slice(0, toldAtMost);

const roleIn = ({lock}: LockReport): string => (lock.kind === 'election' ? 'leader' : 'holder');

/** Members of a group may look like a queue. */
const severityOf = ({lock}: LockReport): Observation['severity'] =>
	lock.confidence !== 'guess' && (lock.waiters.length > 0 || lock.kind === 'election') ? 'bad' : 'info';

type Lost = Extract<Pulse, {readonly since: number}>;

const lossOf = (scene: Scene, report: LockReport): {readonly client: string; readonly pulse: Lost} => ({
	client: clientOf(scene, report.holder?.session ?? ''),
	pulse:
		report.pulse !== undefined && 'since' in report.pulse
			? report.pulse
			: {kind: 'gone', since: scene.now, endsBy: undefined},
});

const expiryEvidence = (scene: Scene, session: string): readonly Evidence[] => {
	const {expiries} = scene.inspection;
	const end = endOf(expiries, session);
	return expiries === undefined || end === undefined
		? []
		: [
				{
					what: `time until ${session} ends at the latest`,
					now: quantity(Math.max(0, end - scene.now), 'ms'),
					server: expiries.server,
					from: 'dump, SessionTracker',
					at: expiries.at,
				},
			];
};

const gone = (scene: Scene, report: LockReport): Observation => {
	const {client, pulse} = lossOf(scene, report);
	const frees = pulse.endsBy === undefined ? '' : `; frees in ≤ ${seconds(pulse.endsBy - scene.now)}`;
	return {
		severity: severityOf(report),
		subject: report.lock.path,
		text: `has lost its ${roleIn(report)}: ${client} is connected to nobody, ${waiting(report)}${frees}`,
		since: pulse.since,
		place: {kind: 'lock', path: report.lock.path},
		evidence: [
			{what: 'servers that list it', now: {text: 'none'}, from: 'cons of every server and port'},
			...expiryEvidence(scene, report.holder?.session ?? ''),
		],
		next: [
			`wait: the leader ends its session${pulse.endsBy === undefined ? '' : ` in ≤ ${seconds(pulse.endsBy - scene.now)}`}, and the next one gets it`,
			`on ${hostOf(client)}: did the process die? kill -9, out of memory, a lost network`,
		],
	};
};

const silent = (scene: Scene, report: LockReport): Observation => {
	const {client, pulse} = lossOf(scene, report);
	const ends = pulse.endsBy === undefined ? '' : `; expires in ≤ ${seconds(pulse.endsBy - scene.now)}`;
	return {
		severity: severityOf(report),
		subject: report.lock.path,
		text: `has a silent ${roleIn(report)}: nothing from ${client} for ${wholeSeconds(scene.now - pulse.since)} (frozen, stopped or cut off); ${waiting(report)}${ends}`,
		since: pulse.since,
		place: {kind: 'lock', path: report.lock.path},
		evidence: [
			{
				what: 'time since it was heard of',
				now: quantity(scene.now - pulse.since, 'ms'),
				from: 'cons: neither recved nor lresp has changed',
			},
			...expiryEvidence(scene, report.holder?.session ?? ''),
		],
		next: [
			`on ${hostOf(client)}: is the process stopped (ps: T), in a long GC pause, or the machine out of memory?`,
			'when it wakes up after its session has expired it may still believe that it holds: fence it',
		],
	};
};

const leftOver = (report: LockReport): Observation => {
	const node = report.holder?.node ?? '';
	return {
		severity: severityOf(report),
		subject: report.lock.path,
		text: `is held by a znode that no session owns, and nothing cleans it up; ${waiting(report)}`,
		place: {kind: 'lock', path: report.lock.path},
		evidence: [{what: node, now: {text: 'no ephemeral'}, from: 'Stat, ephemeralOwner'}],
		why: 'A client that makes its place in line persistent leaves it there when it ends: all behind it wait until somebody deletes it.',
		next: [
			`who made it? its data and its time of creation may tell: zkCli stat ${node}`,
			'once nobody uses it, delete it: the next one in line gets the lock',
		],
	};
};

const hostOf = (client: string): string => {
	const colon = client.lastIndexOf(':');
	return colon > 0 ? client.slice(0, colon) : 'its host';
};
