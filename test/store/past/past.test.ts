// source/store/past/: which moments are remembered, what they hold, and how one goes there
import {describe, expect, it} from 'vitest';
import {pastLimits} from '../../../source/store/past/limits.ts';
import {bytesOf, noPast, recorded} from '../../../source/store/past/past.ts';
import {dataAt, momentAt} from '../../../source/store/past/travel.ts';
import {historyOf} from '../../../source/store/history.ts';
import {treeRowsOf, cursorPath} from '../../../source/store/selectors.ts';
import {shown, type Data, type Past} from '../../../source/store/state.ts';
import {answers, everything, fails, lists, names, scripted, startedAt, told} from '../scripted.ts';

const secondsIn = ({moments}: Past): readonly number[] =>
	moments.map(({data}) => (data.clock.at - startedAt) / 1000);

/** The past after so many seconds in which nothing but time passed. */
const after = (seconds: number, limits = pastLimits): Past => {
	const {data} = scripted();
	const at = (second: number): Data => ({
		...data(),
		clock: {...data().clock, tick: second, at: startedAt + second * 1000},
	});
	let past = noPast;
	for (let second = 0; second <= seconds; second++) {
		past = recorded(past, at(second), limits);
	}

	return past;
};

describe('what is remembered', () => {
	it('is each tick of ten minutes, one of ten seconds before, and nothing older than an hour', () => {
		const seconds = secondsIn(after(4000));
		expect(seconds.at(-1)).toBe(4000);
		expect(seconds.filter(second => second >= 3400)).toHaveLength(601);
		expect(seconds.filter(second => second < 3400)).toHaveLength(300);
		expect(seconds[0]).toBe(400);
	});

	it('takes no more than its budget: then the older part is thinned, not the last minutes', () => {
		const all = after(600);
		const most = bytesOf(all) / 3;
		const past = after(600, {...pastLimits, mostBytes: most});
		expect(bytesOf(past)).toBeLessThanOrEqual(most);
		const seconds = secondsIn(past);
		expect(seconds[0]).toBe(0);
		expect(seconds.filter(second => second > 590)).toHaveLength(10);
		expect(seconds.filter(second => second <= 300).length).toBeLessThan(
			seconds.filter(second => second > 300).length / 2,
		);
	});

	it('is a tick when it is over, whatever its samples bring one after the other', () => {
		const {sample, state} = scripted();
		sample(1, answers('zk1', 'srvr'));
		sample(1.2, ...everything());
		expect(secondsIn(state().past)).toEqual([0]);
		sample(2, answers('zk1', 'srvr'));
		expect(secondsIn(state().past)).toEqual([0, 1.2]);
	});

	it('shows all that was known then, and later samples do not change it', () => {
		const {sample, state} = scripted();
		sample(
			1,
			...everything(['mntr', 'srvr', 'conf', 'cons', 'dump']),
			lists('/', 'a', 'b'),
			lists('/a', 'x'),
		);
		const before = state().live;
		sample(2, lists('/', 'b'), fails('zk3', 'srvr'), ...everything(['cons']));
		sample(3, ...everything());
		const moment = momentAt(state().past, 1);
		const then = moment && dataAt(state().past, moment);
		expect(then?.ensemble).toEqual(before.ensemble);
		expect(then?.inspection.sessions).toEqual(before.inspection.sessions);
		expect(then?.traffic.clients).toEqual(before.traffic.clients);
		expect(then?.inspection.locks).toEqual(before.inspection.locks);
		expect(then?.judgement.findings).toEqual(before.judgement.findings);
		expect(then?.judgement.blind).toEqual(before.judgement.blind);
		expect([...(then?.znodes.keys() ?? [])]).toEqual([...before.znodes.keys()]);
		expect(then?.servers.map(({figures}) => figures)).toEqual(before.servers.map(({figures}) => figures));
	});

	it('holds none of the answers as they came', () => {
		const {sample, state} = scripted();
		sample(1, ...everything(['mntr', 'srvr', 'cons', 'dump']));
		sample(2, ...everything(['mntr', 'srvr', 'cons', 'dump']));
		for (const {data} of state().past.moments) {
			for (const {mark, markBefore, consNow, consBefore, mntr} of data.servers) {
				expect([mark, markBefore, consNow, consBefore].filter(raw => raw !== undefined)).toEqual([]);
				expect(mntr.kind === 'fresh' ? mntr.value.values.size : 0).toBeLessThanOrEqual(2);
			}
		}
	});
});

describe('whoever goes back', () => {
	it('sees the moment nearest to the tick, and it is now again behind the newest', () => {
		const {sample, does, state} = scripted();
		for (const second of [1, 2, 3, 9, 10]) {
			sample(second, ...everything());
		}

		does({type: 'travelled', tick: 5});
		expect([shown(state()).clock.tick, state().travelled]).toEqual([3, true]);
		does({type: 'travelled', tick: 7});
		expect(shown(state()).clock.tick).toBe(9);
		sample(11, ...everything());
		expect(shown(state()).clock.tick).toBe(9);
		does({type: 'travelled', tick: 11});
		expect([shown(state()), state().travelled]).toEqual([state().live, false]);
	});

	it('sees series up to that moment', () => {
		const {sample, does, state} = scripted();
		const mntr = told('zk1', 'mntr');
		for (let second = 0; second < 8; second++) {
			const values = new Map([...mntr.values, ['znode_count', 101 + second]]);
			sample(second, answers('zk1', 'mntr', {...mntr, values}));
		}

		does({type: 'travelled', tick: 4});
		const {servers, clock} = shown(state());
		expect(historyOf(servers, 'znodes', clock.tick, 3, 'worst')).toEqual([101, 102, 103]);
	});

	it('sees the tree as far as it was recorded, and finds the cursor where it left it', () => {
		const {sample, does, state} = scripted();
		sample(0, lists('/', 'a'));
		sample(1, lists('/', 'a', 'b'));
		sample(2, lists('/b', 'x', 'y'));
		does({type: 'expanded', path: '/b'}, {type: 'moved', table: 'tree', to: '/b/y', top: 0});
		sample(3);
		expect(cursorPath(state())).toBe('/b/y');
		does({type: 'travelled', tick: 1});
		expect([cursorPath(state()), treeRowsOf(state()).count]).toEqual(['/b', 4]);
		does({type: 'travelled', tick: 0});
		expect([cursorPath(state()), treeRowsOf(state()).count]).toEqual(['/', 2]);
		does({type: 'resumed'});
		expect(cursorPath(state())).toBe('/b/y');
	});

	it('stays there when the past is recorded on, and a pause there is none', () => {
		const {sample, does, state} = scripted();
		sample(1, ...everything());
		sample(2, ...everything());
		const {frozen} = does({type: 'travelled', tick: 1});
		sample(3, ...everything());
		expect(state().frozen).toBe(frozen);
		expect(does({type: 'paused'}).frozen).toBe(frozen);
		expect(state().past.moments.map(({data}) => data.clock.tick)).toEqual([0, 1, 2]);
	});

	it('has the servers of that moment', () => {
		const {sample, does, state} = scripted();
		sample(1, ...everything());
		sample(2, ...names.map(name => fails(name, 'srvr', 'refused')));
		sample(3);
		does({type: 'travelled', tick: 1});
		expect(shown(state()).ensemble.quorum).toBe('yes');
		expect(state().live.ensemble.quorum).toBe('no');
	});
});
