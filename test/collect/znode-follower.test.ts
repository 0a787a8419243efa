// source/collect/znode-follower.ts and agenda.ts
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {ReadBudget} from '../../source/collect/read-budget.ts';
import {following, times} from './following.ts';

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date']});
});
afterEach(() => {
	vi.useRealTimers();
});

describe('an open znode', () => {
	it('is listed once, and never asked for while that is in flight', async () => {
		const {asked, follow, answered, arrivals, pass} = following({open: ['/', '/locks']});
		follow();
		await pass(60_000);
		follow();
		expect(asked).toEqual(['children /', 'children /locks']);
		await answered('children /');
		await pass(60_000);
		follow();
		expect(asked).toHaveLength(2);
		expect(arrivals.map(({path}) => path)).toEqual(['/']);
	});

	it('is listed again when its watch fires, without waiting for a tick', async () => {
		const {asked, answered, fire, pass} = following({open: ['/locks']});
		await answered('children /locks');
		await pass(1000);
		expect(fire('children /locks')).toBe(1);
		expect(times(asked, 'children /locks')).toBe(2);
	});

	it('is listed four times a second at most, however fast its watch fires, and the last change is seen', async () => {
		const {asked, answered, fire, open, pass} = following({open: ['/locks']});
		await answered('children /locks');
		for (let ms = 0; ms < 1000; ms += 10) {
			fire('children /locks');
			await pass(10);
			if (open().length > 0) {
				await answered('children /locks');
			}
		}

		const listed = times(asked, 'children /locks');
		expect(listed).toBeGreaterThanOrEqual(4);
		expect(listed).toBeLessThanOrEqual(5);
		fire('children /locks');
		await pass(250);
		expect(times(asked, 'children /locks')).toBe(listed + 1);
	});

	it('is listed again when it changed while the answer was on its way to us', async () => {
		const {asked, answer, fire, pass} = following({open: ['/locks']});
		answer('children /locks');
		fire('children /locks');
		await pass(0);
		expect(times(asked, 'children /locks')).toBe(1);
		await pass(250);
		expect(times(asked, 'children /locks')).toBe(2);
	});

	it('is listed again without waiting for a tick when it becomes due between two looks at the clock', async () => {
		const {asked, answered, fire, pass} = following({open: ['/locks']});
		await answered('children /locks');
		fire('children /locks');
		await pass(249);
		// The timer comes a little early, as timers do: a trace is left at the first look, nothing at the second.
		let now = performance.now() + 0.85;
		const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 0.1));
		await pass(1);
		clock.mockRestore();
		await pass(2);
		expect(times(asked, 'children /locks')).toBe(2);
	});

	it('of a million children is not listed again before fifty seconds have passed', async () => {
		const {asked, answer, fire, pass} = following({open: ['/jobs']});
		answer('children /jobs', ['name'], 1_000_000);
		await pass(0);
		fire('children /jobs');
		await pass(49_000);
		expect(times(asked, 'children /jobs')).toBe(1);
		await pass(1001);
		expect(times(asked, 'children /jobs')).toBe(2);
	});

	it.each([
		['no-node', 5000],
		['no-auth', 5000],
		['disconnected', 250],
	] as const)('that could not be listed for %s is tried again after %i ms', async (kind, ms) => {
		const {asked, failed, arrivals, pass} = following({open: ['/locks']});
		await failed('children /locks', kind);
		expect(arrivals).toMatchObject([{answer: {kind: 'failed', failure: {kind}}}]);
		await pass(ms - 1);
		expect(asked).toHaveLength(1);
		await pass(1);
		expect(asked).toHaveLength(2);
	});

	it('has one listener, however often it is read', async () => {
		const {answered, fire, follower, follow, pass} = following({open: ['/locks']});
		for (let time = 0; time < 5; time++) {
			await answered('children /locks');
			await pass(1000);
			follower.refresh();
			follow();
		}

		await answered('children /locks');
		expect(fire('children /locks')).toBe(1);
	});
});

describe('without a connection', () => {
	it('nothing is asked, and everything as soon as there is one', () => {
		const {asked, follow, setState, client} = following({});
		const connected = client.state();
		setState({kind: 'connecting', failure: undefined, attempts: 1});
		follow({open: ['/'], stats: ['/a'], described: '/a'});
		expect(asked).toEqual([]);
		setState(connected);
		follow();
		expect([...asked].sort()).toEqual(['acl /a', 'children /', 'data /a', 'stat /a']);
	});
});

describe('stats', () => {
	it('of rows are read when they appear and again after five seconds', async () => {
		const {asked, follow, answered, pass} = following({stats: ['/a']});
		await answered('stat /a');
		await pass(4999);
		follow();
		expect(asked).toHaveLength(1);
		await pass(1);
		follow();
		expect(asked).toHaveLength(2);
	});

	it('of contenders are read once: they never change', async () => {
		const {asked, follow, answered, pass} = following({once: ['/a']});
		await answered('stat /a');
		await pass(3_600_000);
		follow();
		expect(asked).toHaveLength(1);
	});

	it('that count what goes on below are read in every tick, but not more often than about once a second', async () => {
		const {asked, follow, answered, pass} = following({often: ['/a']});
		await answered('stat /a');
		await pass(200);
		follow();
		expect(asked).toHaveLength(1);
		await pass(800);
		follow();
		expect(asked).toEqual(['stat /a', 'stat /a']);
	});

	it('that are wanted for two reasons are read once', () => {
		expect(following({stats: ['/a'], once: ['/a', '/a']}).asked).toEqual(['stat /a']);
	});

	it('wait for their turn when the budget is spent, and are asked once then', async () => {
		const paths = Array.from({length: 30}, (_, index) => `/${index}`);
		const {asked, pass} = following({stats: paths}, new ReadBudget(100));
		expect(asked).toHaveLength(10);
		await pass(100);
		expect(asked).toHaveLength(20);
		await pass(100);
		expect(new Set(asked).size).toBe(30);
		expect(asked).toHaveLength(30);
	});

	it('are 200 in flight at most, and the rest follows', async () => {
		const paths = Array.from({length: 450}, (_, index) => `/c${index}`);
		const {asked, follow, answered, open} = following({once: paths});
		follow();
		expect(asked).toHaveLength(200);
		await answered(...open());
		expect(open()).toHaveLength(200);
		await answered(...open());
		expect(open()).toHaveLength(50);
		await answered(...open());
		expect([open().length, new Set(asked).size, asked.length]).toEqual([0, 450, 450]);
	});

	it('of what was on screen long ago are not remembered for ever', async () => {
		const {asked, follow, answered, open} = following({});
		for (let round = 0; round < 60; round++) {
			follow({once: Array.from({length: 100}, (_, index) => `/round${round}-${index}`)});
			await answered(...open());
		}

		follow({once: ['/round59-7']});
		expect(times(asked, 'stat /round59-7')).toBe(1);
		follow({once: ['/round0-7']});
		expect(times(asked, 'stat /round0-7')).toBe(2);
	});
});

it('lists again what nobody has the children of, though its watch is out', async () => {
	const {asked, follow, answered, pass} = following({open: ['/', '/a']});
	await answered('children /', 'children /a');
	await pass(60_000);
	follow({unlisted: ['/a']});
	expect(asked).toEqual(['children /', 'children /a', 'children /a']);
	follow();
	await answered('children /a');
	follow({unlisted: []});
	await pass(60_000);
	follow();
	expect(asked).toHaveLength(3);
});

describe('a refresh', () => {
	it('makes everything due that is not in flight', async () => {
		const {asked, follow, answered, follower} = following({open: ['/'], stats: ['/a'], once: ['/b']});
		await answered('children /', 'stat /a');
		follower.refresh();
		follow();
		expect(asked.slice(3)).toEqual(['children /', 'stat /a']);
	});
});

it('leaves no timer once it is closed', async () => {
	const {failed, follower} = following({open: ['/locks']});
	await failed('children /locks', 'no-node');
	expect(vi.getTimerCount()).toBe(1);
	follower.close();
	expect(vi.getTimerCount()).toBe(0);
});
