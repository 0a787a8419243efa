// source/analyze/rules/locks.ts, holders.ts and sessions.ts: driven by the answers of a recorded ensemble
import {describe, expect, it} from 'vitest';
import type {Finding} from '../../source/analyze/findings.ts';
import type {Data} from '../../source/store/state.ts';
import {readDump} from '../../source/zookeeper/words/dump.ts';
import {
	answers,
	everything,
	fails,
	names,
	scripted,
	startedAt,
	stats,
	statOf,
	told,
	type ServerName,
} from '../store/scripted.ts';

const hex = 'a3ef881b62f24199ab6f338332c840f6';
/** Of the recorded sessions those on zk3 and zk1, and one that nobody has. */
const [held, other, gone] = ['0x300000ec8e50000', '0x100000ec87b0000', '0x100000000000099'] as const;

type Lines = Readonly<Record<string, readonly string[]>>;

/** The ephemerals of sessions in line for locks. */
const ephemeralsOf = (lines: Lines): ReadonlyMap<string, readonly string[]> => {
	const all = Object.entries(lines).flatMap(([path, sessions]) =>
		sessions.map(
			(session, index) => [session, `${path}/${hex}__lock__${String(index).padStart(10, '0')}`] as const,
		),
	);
	return new Map(
		[...Map.groupBy(all, ([session]) => session)].map(([session, own]) => [
			session,
			own.map(([, path]) => path),
		]),
	);
};
const dump = (lines: Lines, server: ServerName = 'zk3') =>
	answers(server, 'dump', {...told(server, 'dump'), ephemerals: ephemeralsOf(lines)});
/** What all servers answer while each client is heard of. */
const alive = (second: number) => [
	...everything(['mntr', 'srvr', 'conf']),
	...names.map(server =>
		answers(
			server,
			'cons',
			told(server, 'cons').map(row => ({
				...row,
				...(row.session && {session: {...row.session, lastResponseMs: second * 1000}}),
			})),
		),
	),
];
const find = ({judgement}: Data, rule: string): Finding | undefined =>
	judgement.findings.find(finding => finding.rule === rule);
const whyBlind = ({judgement}: Data, rule: string): string | undefined =>
	judgement.blind.find(blind => blind.rule === rule)?.why;

describe('deadlock', () => {
	const crosswise = {'/a': [held, other], '/b': [other, held]};

	it('is raised within three ticks, names who holds what and waits for what, and goes when one lets go', () => {
		const {sample} = scripted();
		sample(0, ...everything(), dump(crosswise));
		const finding = find(sample(1, ...everything(), dump(crosswise)), 'deadlock');
		expect(finding).toMatchObject({severity: 'bad', subject: '/a, /b', place: {kind: 'lock', path: '/a'}});
		expect(finding?.text).toMatch(
			/^deadlock: 127\.0\.0\.1:\d+ holds \/[ab] and waits for \/[ab]; 127\.0\.0\.1:\d+ holds \/[ab] and waits for \/[ab]$/,
		);
		expect(finding?.evidence).toHaveLength(2);
		const free = {'/a': [held], '/b': [held]};
		sample(2, ...everything(), dump(free));
		sample(3, ...everything(), dump(free));
		expect(find(sample(4, ...everything(), dump(free)), 'deadlock')).toBeUndefined();
	});

	it('is none where locks are taken in one order', () => {
		const {sample} = scripted();
		const nested = {'/a': [held, other], '/b': [held, other]};
		sample(0, ...everything(), dump(nested));
		expect(find(sample(1, ...everything(), dump(nested)), 'deadlock')).toBeUndefined();
	});
});

describe('holder-gone', () => {
	const line = {'/a': [gone, held]};

	it('says who waits, once all servers have told twice', () => {
		const {sample} = scripted();
		sample(0, ...everything(), dump(line));
		sample(1, ...everything(), dump(line));
		const finding = find(sample(2, ...everything(), dump(line)), 'holder-gone');
		expect(finding).toMatchObject({severity: 'bad', subject: '/a', since: startedAt});
		expect(finding?.text).toContain(`has lost its holder: ${gone} is connected to nobody, 1 waits`);
	});

	it('does not see that lock, and raises nothing, while one server does not answer: its clients look the same (M8)', () => {
		const {sample} = scripted();
		sample(0, ...everything(), dump(line), fails('zk2', 'cons'));
		sample(1, ...everything(), dump(line), fails('zk2', 'cons'));
		const data = sample(2, ...everything(), dump(line), fails('zk2', 'cons'));
		expect(find(data, 'holder-gone')).toBeUndefined();
		expect(data.judgement.partly).toContainEqual({
			rule: 'holder-gone',
			subject: '/a',
			why: 'zk2 does not answer: silent, in words',
		});
	});
});

describe('holder-silent', () => {
	it('is raised when not even pings come for more than half of the timeout (M6)', () => {
		const {sample} = scripted();
		const line = {'/a': [held, other]};
		for (const second of [0, 4, 8]) {
			sample(second, ...everything(), dump(line));
		}

		const finding = find(sample(9, ...everything(), dump(line)), 'holder-silent');
		expect(finding).toMatchObject({severity: 'bad', subject: '/a', since: startedAt});
		expect(finding?.text).toContain(' for 9 s (frozen, stopped or cut off); 1 waits');
	});
});

describe('lock-stuck', () => {
	const line = (count: number) => ({
		'/a': Array.from({length: count}, (_, index) => (index === 0 ? held : other)),
	});
	const parent = (cversion: number) => stats('/a', statOf({cversion, children: 2}));

	it('is a note where a lock that somebody waits for has not changed hands for five minutes, a warning in a crowd', () => {
		const severityOf = (count: number) => {
			const {sample} = scripted();
			for (const second of [0, 100, 200, 300]) {
				sample(second, ...alive(second), dump(line(count)), parent(8));
			}

			return find(sample(301, ...alive(301), dump(line(count)), parent(8)), 'lock-stuck')?.severity;
		};
		expect([severityOf(2), severityOf(12)]).toEqual(['info', 'warn']);
	});

	it('is none while it moves', () => {
		const {sample} = scripted();
		for (const second of [0, 100, 200, 300]) {
			sample(second, ...alive(second), dump(line(2)), parent(8 + second / 50));
		}

		const data = sample(301, ...alive(301), dump(line(2)), parent(14));
		expect(find(data, 'lock-stuck')).toBeUndefined();
	});

	it('is none of a queue that is only guessed: it may be a group of members', () => {
		const {sample} = scripted();
		const members = {
			...told('zk3', 'dump'),
			ephemerals: new Map([[held, ['/a/m-0000000001', '/a/m-0000000002']]]),
		};
		for (const second of [0, 300, 301]) {
			sample(second, ...alive(second), answers('zk3', 'dump', members), parent(8));
		}

		const data = sample(302, ...alive(302), answers('zk3', 'dump', members), parent(8));
		expect(data.inspection.locks).toHaveLength(1);
		expect(find(data, 'lock-stuck')).toBeUndefined();
	});
});

describe('expiry-wave', () => {
	/** A leader's dump in which sessions end in these seconds, counted from the first. */
	const ending = (...seconds: readonly number[]) => {
		const buckets = seconds.map(
			(second, index) =>
				`1 expire at Sun Nov 22 18:58:${String(20 + second).padStart(2, '0')} UTC 2026:\n\t0x1${index}\n`,
		);
		return readDump(
			`SessionTracker dump:\nGlobal Session Sets (1)/(1):\n${buckets.join('')}ephemeral nodes dump:\nSessions with Ephemerals (0):\n`,
		);
	};
	const follower = readDump(
		`SessionTracker dump:\nGlobal Sessions(6):\n${[0, 1, 2, 3, 4, 5].map(index => `0x1${index}\t10000ms\n`).join('')}ephemeral nodes dump:\nSessions with Ephemerals (0):\n`,
	);
	const after = (...seconds: readonly number[]) => {
		const {sample} = scripted();
		const told = [answers('zk3', 'dump', ending(...seconds)), answers('zk1', 'dump', follower)];
		sample(0, ...everything(), ...told);
		sample(1, ...everything(), ...told);
		return sample(2, ...everything(), ...told);
	};

	it('tells of sessions that have used up half of their timeout, and not of healthy ones (M7)', () => {
		expect(find(after(0, 1, 1, 2, 2, 12), 'expiry-wave')?.text).toMatch(/^5 sessions end within \d+ s/);
		expect(find(after(4, 5, 6, 7, 8, 9), 'expiry-wave')).toBeUndefined();
	});

	it('is blind where nobody leads', () => {
		const {sample} = scripted();
		expect(whyBlind(sample(0, ...everything(['srvr', 'mntr', 'conf', 'cons'])), 'expiry-wave')).toContain(
			'does not tell',
		);
	});
});

describe('ephemerals-differ', () => {
	const lines = {'/a': [held, other]};

	it('is raised where a server lacks what another one has for long, not while a change is on its way', () => {
		const {sample} = scripted();
		const less = {'/a': [held]};
		const tick = (second: number, follower: Lines) =>
			sample(second, ...everything(), dump(lines), dump(follower, 'zk1'));
		tick(0, lines);
		tick(1, less);
		tick(2, lines);
		for (const second of [3, 4, 5, 6, 7, 8, 9, 10, 11]) {
			expect(find(tick(second, less), 'ephemerals-differ')).toBeUndefined();
		}

		expect(find(tick(12, less), 'ephemerals-differ')).toMatchObject({
			severity: 'bad',
			subject: 'zk1, zk3',
			since: startedAt + 3000,
		});
	});
});

it('rules about locks are blind where nobody can look, and say why', () => {
	const {sample} = scripted();
	expect(whyBlind(sample(0, ...everything()), 'lock-stuck')).toBe('dump has not been answered yet');
});
