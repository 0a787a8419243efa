// source/analyze/explain/ and source/store/explanation.ts: figures of the time before a moment, and where it begins
import {describe, expect, it} from 'vitest';
import {explanationOf, tablesOf, type Explanation} from '../../source/store/explanation.ts';
import {timeOf} from '../../source/analyze/explain/telling/sentence.ts';
import {explained, sentences} from './explained.ts';
import {answers, everything, fails, lists, scripted, startedAt, statOf, stats, told} from './scripted.ts';

describe('an explanation', () => {
	it('tells how the tree has grown, by paths that were read at both moments', () => {
		const screen = scripted();
		screen.sample(
			0,
			lists('/', 'jobs', 'old'),
			stats('/jobs', statOf({children: 10, version: 1})),
			stats('/old', statOf()),
		);
		screen.sample(1);
		screen.sample(
			2,
			stats('/jobs', statOf({children: 81, version: 3})),
			stats('/old', statOf({czxid: '0x99', children: 7})),
		);
		expect(explained(screen).znodes.paths).toEqual([{path: '/jobs', children: 71, writes: 2}]);
	});

	/** Fsyncs of zk1 take 4 ms, from a second on 400. */
	const slowFrom = (slow: number, until: number, perSecond = 10) => {
		const screen = scripted();
		const mntr = told('zk1', 'mntr');
		let [sum, count] = [0, 0];
		for (let second = 0; second <= until; second++) {
			count += perSecond;
			sum += perSecond * (second > slow ? 400 : 4);
			const values = new Map([...mntr.values, ['sum_fsynctime', sum], ['cnt_fsynctime', count]]);
			screen.sample(second, answers('zk1', 'mntr', {...mntr, values}));
		}

		return screen;
	};

	const fsyncsIn = ({latency}: Explanation) => latency.shifts.find(({figure}) => figure === 'fsyncMs');

	it('compares latencies with as long before, and counts the intervals they are made of', () => {
		const screen = slowFrom(20, 40);
		const told = explained(screen, 20_000);
		expect(told.latency.comparedWith).toBe('as-long-before');
		const shift = fsyncsIn(told);
		expect(shift?.before?.meanMs).toBeCloseTo(4);
		expect(shift?.now?.meanMs).toBeGreaterThan(350);
		expect(shift?.now?.samples).toBe(20);
		expect(
			sentences(screen, 20_000).some(text =>
				/^Latency has changed: fsyncs on zk1 \d+ ms, before 4\.0\.$/.test(text),
			),
		).toBe(true);
	});

	it('compares the second half with the first where nothing is recorded before, and says so', () => {
		const screen = slowFrom(9, 20);
		const told = explained(screen);
		expect(told.latency.comparedWith).toBe('first-half');
		const shift = fsyncsIn(told);
		expect(shift?.before?.meanMs).toBeCloseTo(4);
		expect(shift?.now?.meanMs).toBeCloseTo(400);
		expect((shift?.before?.samples ?? 0) + (shift?.now?.samples ?? 0)).toBe(19);
		expect(sentences(screen)).toContain(
			'Latency has changed from the first half to the second (too little is recorded before 18:58:21Z): fsyncs on zk1 400 ms, before 4.0.',
		);
		const table = tablesOf(told, server => server).find(({title}) => title.startsWith('latency'));
		expect(table?.columns.map(({title}) => title)).toContain('1ST HALF ms');
		expect(sentences(slowFrom(20, 20))).toContain(
			'Reads, writes and fsyncs took as long in the second half as in the first, as far as there were any; before 18:58:21Z too little is recorded.',
		);
	});

	it('says that no latencies were told, where there was nothing to measure', () => {
		expect(sentences(slowFrom(10, 20, 0))).toContain('No server told how long a read, write or fsync took.');
	});

	/** Seconds 0 to 19: zk1 is gone from 4 on, and back at 9. */
	const awayFor5s = (until: number) => {
		const screen = scripted();
		for (let second = 0; second <= until; second++) {
			const words = second >= 4 && second < 9 ? [fails('zk1', 'srvr', 'refused')] : [];
			screen.sample(second, ...everything(words.length > 0 ? ['mntr', 'conf'] : undefined), ...words);
		}

		return screen;
	};

	it('counts the findings that were raised and are open, and says the worst', () => {
		const screen = awayFor5s(8);
		const {findings} = explained(screen);
		expect(findings.raised.map(({finding}) => finding.subject)).toContain('zk1');
		expect(findings.open.map(({subject}) => subject)).toContain('zk1');
		expect(sentences(screen, 20_000).at(-1)).toMatch(/ open.* on zk1: refuses connections/);
	});

	it('tells of findings that came and went when they were raised, when cleared, and how long they lasted', () => {
		const screen = awayFor5s(19);
		const {raised, cleared, open} = explained(screen).findings;
		const again = raised.find(({finding}) => finding.subject === 'zk1');
		expect(again?.cleared?.finding).toBe(again?.finding);
		expect(cleared).toContain(again?.cleared);
		expect(open).not.toContain(again?.finding);
		expect(sentences(screen).at(-1)).toMatch(/^\d+ findings? raised(?:, \d+ of them| and) cleared again/);
		const [table] = tablesOf(explained(screen), server => server);
		expect(table?.columns.map(({title}) => title).slice(0, 3)).toEqual(['RAISED', 'CLEARED', 'FOR']);
		const row = table?.rows.find(([, , , , where]) => where === 'zk1') ?? [];
		const [since = 0, at = 0] = [again?.finding.since, again?.cleared?.at];
		expect(row.slice(0, 3)).toEqual([timeOf(since), timeOf(at), `${Math.floor((at - since) / 1000)} s`]);
		// What was raised before the span is an older one.
		expect(sentences(screen, startedAt + 20_000 - at).at(-1)).toMatch(/^1 older finding cleared\./);
	});

	it('counts findings that only inform among those that are open, and says that they do', () => {
		const screen = scripted();
		const mntr = told('zk1', 'mntr');
		const withCount = (count: number) =>
			answers('zk1', 'mntr', {
				...mntr,
				values: new Map([...mntr.values, ['unrecoverable_error_count', count]]),
			});
		for (let second = 0; second < 4; second++) {
			screen.sample(second, ...everything(['srvr', 'conf', 'cons']), withCount(2));
		}

		expect(explained(screen).findings.open.map(({severity}) => severity)).toEqual(['info']);
		expect(sentences(screen).at(-1)).toBe(
			'No finding was raised or cleared. One is open, for information only, on zk1: lost 2 critical threads since its process started; it serves, so it has begun anew after that.',
		);
		for (let second = 4; second < 9; second++) {
			screen.sample(second, ...everything(['conf']), withCount(2), fails('zk2', 'srvr', 'refused'));
		}

		expect(sentences(screen).at(-1)).toMatch(
			/^1 finding raised\. 2 are open \(1 for information only\), the worst on zk2: refuses connections/,
		);
	});

	it('says how much was recorded where more was asked for, and explains the past from there', () => {
		const screen = scripted();
		for (let second = 0; second <= 30; second++) {
			screen.sample(second, ...everything(['srvr']));
		}

		expect(sentences(screen)[0]).toBe('Only 29 s are recorded, since 18:58:21Z: 60 s were asked for.');
		expect(explained(screen, 10_000)).toMatchObject({from: startedAt + 20_000, to: startedAt + 30_000});
		screen.does({type: 'travelled', tick: 15});
		expect(explained(screen, 10_000)).toMatchObject({from: startedAt + 5000, to: startedAt + 15_000});
	});

	it('is nothing before two moments are known', () => {
		expect(explanationOf(scripted().state(), 60_000)).toBeUndefined();
	});
});
