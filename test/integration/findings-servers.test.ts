// `zktop findings --follow` on a real ensemble whose servers get into trouble, one after the other.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {startEnsemble, type Ensemble, type Server} from '../helpers/ensemble.ts';
import {canSlowDisks, makeSlowDisk, type SlowDisk} from '../helpers/slow-disk.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder, type TempFolder} from '../helpers/temp-folder.ts';
import {startWriter, type Writer} from '../helpers/writer.ts';
import {follow, type Following} from './running.ts';

type Finding = {
	readonly rule: string;
	readonly severity: string;
	readonly subject: string;
	readonly text: string;
	readonly why: string | null;
	readonly forMs: number;
};
type Told = {
	readonly findings: readonly Finding[];
	readonly cleared: readonly (Finding & {readonly how: string})[];
};

/** Some ticks of a run, with all that was ever found in them. */
type Story = {readonly last: Told; readonly rules: ReadonlySet<string>};

/** What is only to be known may have been so since a server's start. */
const troublesIn = ({findings}: Told): readonly Finding[] =>
	findings.filter(({severity}) => severity !== 'info');

const patienceTicks = 90;

/** Reads on until a tick is as wanted. */
const readUntil = async (run: Following, is: (told: Told) => boolean, what: string): Promise<Story> => {
	const rules = new Set<string>();
	for (let ticks = 1; ; ticks++) {
		const last = (await run.next()) as Told;
		for (const {rule, subject} of troublesIn(last)) {
			rules.add(`${rule} ${subject}`);
		}

		if (is(last)) {
			return {last, rules};
		}

		if (ticks === patienceTicks) {
			const told = last.findings.map(({rule, subject, text}) => `${rule} ${subject}: ${text}`);
			throw new Error(`not within ${ticks} ticks: ${what}; found instead: ${told.join('\n')}`);
		}
	}
};

const find = ({findings}: Told, rule: string, subject?: string): Finding | undefined =>
	findings.find(one => one.rule === rule && (subject === undefined || one.subject === subject));
const isCalm = (told: Told): boolean => troublesIn(told).length === 0;
/** So many more ticks. */
const after = (ticks: number): (() => boolean) => {
	let left = ticks;
	return () => --left <= 0;
};

/** Writes, so many at a time, until the test is over. */
const keepWriting = async (writer: Writer, atOnce: number): Promise<void> => {
	let isOver = false;
	await writer.create('/app').catch(() => undefined);
	const writing = Array.from({length: atOnce}, async () => {
		while (!isOver) {
			// A connection that breaks is no matter of these tests.
			await writer.set('/app', Buffer.alloc(100)).catch(() => undefined);
		}
	});
	onTestFinished(async () => {
		isOver = true;
		await Promise.all(writing);
		await writer.close();
	});
};

describeWithZooKeeper('findings of servers in trouble', () => {
	const patience = {timeout: 150_000};
	let ensemble: Ensemble;
	let disk: SlowDisk | undefined;
	let folder: TempFolder;
	let args: readonly string[];
	const followers = async (): Promise<readonly Server[]> => {
		const leader = await ensemble.leader();
		return ensemble.servers.filter(server => server !== leader);
	};

	beforeAll(async () => {
		disk = canSlowDisks() ? makeSlowDisk() : undefined;
		// The highest id leads at first: the first one follows.
		ensemble = await startEnsemble({servers: 3, envOf: id => (id === 1 && disk ? disk.env : {})});
		folder = makeTempFolder('findings');
		const config = join(folder.path, 'config.toml');
		const hosts = ensemble.servers.map(({connect}) => `"${connect}"`).join(', ');
		writeFileSync(config, `[contexts.test]\nhosts = [${hosts}]\nthresholds = {election-minutes = 0.25}\n`);
		args = ['findings', '-c', 'test', '--config', config, '--follow'];
	});
	afterAll(async () => {
		await ensemble.stop();
		disk?.remove();
		folder.remove();
	});

	it('are none while it is well, idle or written to without a pause', patience, async () => {
		const run = follow(args);
		expect((await readUntil(run, after(5), 'ticks')).rules).toEqual(new Set());
		const writer = await startWriter(ensemble.connectString);
		await keepWriting(writer, 1);
		expect((await readUntil(run, after(12), 'ticks')).rules).toEqual(new Set());
	});

	describe.runIf(canSlowDisks())('with a slow disk', () => {
		it('name it while the quorum hides it, then say that every write waits for it', patience, async () => {
			const [slow] = ensemble.servers;
			const [other, ...more] = (await followers()).filter(server => server !== slow);
			if (slow === undefined || other === undefined || more.length > 0 || disk === undefined) {
				throw new Error('the first server leads');
			}

			onTestFinished(async () => {
				disk?.delay(0);
				if (!other.running) {
					await other.restart();
				}
			});
			const writer = await startWriter((await ensemble.leader()).connect);
			await keepWriting(writer, 100);
			const run = follow(args);
			disk.delay(400);
			const hidden = await readUntil(
				run,
				told => find(told, 'fsync-slow', slow.connect) !== undefined,
				'a slow disk',
			);
			expect(find(hidden.last, 'fsync-slow')).toMatchObject({severity: 'warn'});
			expect(find(hidden.last, 'fsync-slow')?.text).toContain('hidden by the quorum, felt if');
			expect(find(hidden.last, 'fsync-slow')?.forMs).toBeGreaterThanOrEqual(3500);
			// The hundred requests under way may pile up at the leader, where the machine is busy.
			const others = [...hidden.rules].filter(rule => !rule.startsWith('outstanding-growing '));
			expect(others).toEqual([`fsync-slow ${slow.connect}`]);

			await other.kill();
			const felt = await readUntil(
				run,
				told =>
					find(told, 'fsync-slow')?.severity === 'bad' &&
					find(told, 'latency-shift') !== undefined &&
					find(told, 'outstanding-growing') !== undefined,
				'a disk that all wait for',
			);
			expect(find(felt.last, 'fsync-slow')?.text).toContain('every write waits for it');
			expect(find(felt.last, 'latency-shift')?.why).toContain(`The slow disk of ${slow.connect} explains it`);
			expect(find(felt.last, 'server-fails', other.connect)?.text).toContain('one more failure stops writes');

			disk.delay(0);
			await other.restart();
			// That the writer keeps a hundred requests under way stays true.
			const isOver = (told: Told) => !find(told, 'fsync-slow') && !find(told, 'server-fails');
			const {cleared} = (await readUntil(run, isOver, 'both servers well')).last;
			expect(cleared.map(({rule, how}) => `${rule} ${how}`)).toEqual(
				expect.arrayContaining(['fsync-slow cleared', 'server-fails cleared']),
			);
		});
	});

	it('name a follower that is frozen, and nothing else', patience, async () => {
		const [frozen] = await followers();
		const run = follow(args);
		await readUntil(run, isCalm, 'calm');
		onTestFinished(() => frozen?.resume());
		await frozen?.freeze();
		const silent = await readUntil(
			run,
			told => find(told, 'server-fails', frozen?.connect) !== undefined,
			'a frozen server',
		);
		expect(find(silent.last, 'server-fails')).toMatchObject({severity: 'bad'});
		expect(find(silent.last, 'server-fails')?.text).toContain('never answers');
		// Longer than syncLimit: the leader has given it up by now.
		const given = await readUntil(run, after(8), 'ticks');
		expect([...given.rules]).toEqual([`server-fails ${frozen?.connect ?? ''}`]);
		frozen?.resume();
		const well = await readUntil(run, isCalm, 'calm');
		expect(well.last.cleared.find(({rule}) => rule === 'server-fails')).toMatchObject({how: 'cleared'});
	});

	it('tell of an election: who was elected, after whom, and for how long nobody led', patience, async () => {
		const old = await ensemble.leader();
		const run = follow(args);
		await readUntil(run, isCalm, 'calm');
		await old.kill();
		const elected = await readUntil(run, told => find(told, 'election') !== undefined, 'an election');
		const leader = await ensemble.leader();
		expect(find(elected.last, 'election')?.text).toMatch(
			new RegExp(
				`^${leader.connect} was elected in epoch \\d+, after ${old.connect}; nobody led for [\\d.]+ s`,
			),
		);
		expect(find(elected.last, 'server-fails', old.connect)?.text).toContain('refuses connections');
		const next = await readUntil(run, after(5), 'ticks');
		expect([...next.rules].toSorted()).toEqual(['election ensemble', `server-fails ${old.connect}`]);
		await old.restart();
		const {last} = await readUntil(run, isCalm, 'calm');
		expect(last.cleared.map(({rule}) => rule)).toEqual(expect.arrayContaining(['election', 'server-fails']));
	});
});
