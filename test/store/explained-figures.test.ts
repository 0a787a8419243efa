// source/analyze/explain/ and source/store/explanation.ts: figures of the time before a moment, and where it begins
import {describe, expect, it} from 'vitest';
import {explanationOf, tablesOf} from '../../source/store/explanation.ts';
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

	it('compares latencies with as long before, and counts the intervals they are made of', () => {
		const screen = scripted();
		const mntr = told('zk1', 'mntr');
		let [sum, count] = [0, 0];
		for (let second = 0; second <= 40; second++) {
			count += 10;
			sum += 10 * (second > 20 ? 400 : 4);
			const values = new Map([...mntr.values, ['sum_fsynctime', sum], ['cnt_fsynctime', count]]);
			screen.sample(second, answers('zk1', 'mntr', {...mntr, values}));
		}

		const shift = explained(screen, 20_000).latency.find(({figure}) => figure === 'fsyncMs');
		expect(shift?.before?.meanMs).toBeCloseTo(4);
		expect(shift?.now?.meanMs).toBeGreaterThan(350);
		expect(shift?.now?.samples).toBe(20);
		expect(
			sentences(screen, 20_000).some(text =>
				/^Latency has changed: fsyncs on zk1 \d+ ms, before 4\.0\.$/.test(text),
			),
		).toBe(true);
	});

	it('counts the findings that were raised and cleared', () => {
		const screen = scripted();
		for (let second = 0; second < 4; second++) {
			screen.sample(second, ...everything());
		}

		for (let second = 4; second < 9; second++) {
			screen.sample(second, ...everything(['mntr', 'conf']), fails('zk1', 'srvr', 'refused'));
		}

		const {findings} = explained(screen);
		expect(findings.raised.map(({subject}) => subject)).toContain('zk1');
		expect(findings.open.map(({subject}) => subject)).toContain('zk1');
		expect(sentences(screen, 20_000).at(-1)).toMatch(/ open, the worst on zk1: .*refuses connections/);
		for (let second = 9; second < 20; second++) {
			screen.sample(second, ...everything());
		}

		expect(explained(screen).findings.cleared.map(({finding}) => finding.subject)).toContain('zk1');
		const [table] = tablesOf(explained(screen), server => server);
		expect(table?.title).toBe('findings');
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
