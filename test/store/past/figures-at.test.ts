// source/store/past/figures-at.ts: the servers' table and the chart of a moment
import {describe, expect, it} from 'vitest';
import {chartedOf} from '../../../source/store/charted.ts';
import {metricsNamed} from '../../../source/store/metrics.ts';
import {shown} from '../../../source/store/state.ts';
import type {Arrival} from '../../../source/collect/sample.ts';
import {scripted, startedAt, told, type Scripted} from '../scripted.ts';

/** As the poller has it: asked in one tick, and there in a sample of that tick or of a later one. */
const mntr = (asked: number, znodes: number): Arrival => {
	const recorded = told('zk1', 'mntr');
	const values = new Map([...recorded.values, ['znode_count', znodes + 1]]);
	return {
		...{of: 'word', word: 'mntr', server: 'zk1', tick: asked, tookMs: 4, source: 'word', attempts: []},
		...{ownPackets: 0, ownPacketsAtLeast: 0},
		answer: {kind: 'fresh', value: {...recorded, values}, at: startedAt + asked * 1000 + 4},
	};
};

const samples = ({store}: Scripted, tick: number, ...arrivals: readonly Arrival[]): void => {
	const own = {packets: 0, bytes: 0, watches: 0, pace: 1};
	store.dispatch({type: 'sampled', sample: {tick, at: startedAt + tick * 1000, arrivals, own}});
};

/** What the servers' table and the chart show of zk1 where the chart's cursor stands on a tick. */
const bothAt = (screen: Scripted, tick: number) => {
	const state = screen.does({type: 'chart-cursor-moved', tick, end: tick});
	const [metric] = metricsNamed(shown(state).servers).filter(({name}) => name === 'znodes');
	const charted = metric && chartedOf(state, metric, 60);
	const line = charted?.servers.find(({server}) => server === 'zk1');
	return {
		table: shown(state).servers.find(({name}) => name === 'zk1')?.figures?.znodes,
		chart: line?.points[charted?.cursor ?? -1]?.mean,
	};
};

describe('a moment in the past', () => {
	it('has the same figures in the table and in the chart where an answer came in its own tick', () => {
		const screen = scripted();
		for (let tick = 1; tick < 8; tick++) {
			samples(screen, tick);
			// Somebody waited for a znode: all that was there came with it.
			samples(screen, tick, mntr(tick, 100 + tick));
		}

		expect(bothAt(screen, 4)).toEqual({table: 104, chart: 104});
	});

	it('has them where an answer was late', () => {
		const screen = scripted();
		samples(screen, 2, mntr(1, 101));
		samples(screen, 3, mntr(2, 102));
		samples(screen, 4);
		samples(screen, 5, mntr(3, 103), mntr(4, 104));
		samples(screen, 6, mntr(5, 105));
		samples(screen, 7, mntr(6, 106));
		expect(bothAt(screen, 3)).toEqual({table: 103, chart: 103});
		expect(bothAt(screen, 4)).toEqual({table: 104, chart: 104});
	});

	it('keeps its own figures where the history has only means of many ticks', () => {
		const screen = scripted();
		const ticks = Array.from({length: 40}, (_, index) => index + 1);
		for (const tick of [...ticks, 690, 691, 692]) {
			samples(screen, tick, mntr(tick - 1, 1000 + tick));
		}

		const {clock, servers} = shown(screen.does({type: 'travelled', tick: 30}));
		expect(clock.tick).toBeLessThan(41);
		expect(servers[0]?.figures?.znodes).toBe(1000 + clock.tick);
	});
});
