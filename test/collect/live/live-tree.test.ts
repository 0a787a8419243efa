// source/collect/live: what watches on subtrees save, and what they must not miss
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {ReadBudget} from '../../../source/collect/read-budget.ts';
import {following, times} from '../following.ts';

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date']});
});
afterEach(() => {
	vi.useRealTimers();
});

const jobs = Array.from({length: 3000}, (_, index) => `job-${String(index).padStart(10, '0')}`);
const next = `job-${String(jobs.length).padStart(10, '0')}`;
const namesIn = ({arrivals}: Pick<ReturnType<typeof following>, 'arrivals'>): readonly string[] => {
	const last = arrivals.findLast(arrival => arrival.of === 'children');
	return last?.of === 'children' && last.answer.kind === 'fresh' ? last.answer.value.names : [];
};

/** A giant is open and listed, on a server of this version. */
const openGiant = async (
	interests: Parameters<typeof following>[0] = {},
	shown = jobs.length,
	budget = new ReadBudget(Infinity),
	version = '3.8.0-1',
) => {
	const open = ['/', '/jobs'];
	const run = following({open, live: open, ...interests}, budget, version);
	run.answer('tree /jobs');
	run.answer('children /jobs', jobs);
	await run.answered('children /');
	vi.useRealTimers(); // it is looked at in slices
	await vi.waitFor(() => {
		expect(namesIn(run)).toHaveLength(shown);
	});
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date']});
	return run;
};

describe('subtrees', () => {
	it('are watched from the topmost open znode on, but never all that there is', () => {
		const {asked} = following(
			{live: ['/', '/a', '/a/b', '/a/b/c', '/ab', '/d/e']},
			new ReadBudget(Infinity),
			'3.6.3',
		);
		expect(asked).toEqual(['tree /a', 'tree /ab', 'tree /d/e']);
	});

	it('are not watched any more when they are closed, and what is open further down is', async () => {
		const {asked, answered, follow} = following({live: ['/a', '/a/b']}, new ReadBudget(Infinity), '3.8.0');
		await answered('tree /a');
		follow({live: ['/a/b']});
		expect(asked).toEqual(['tree /a', 'end /a', 'tree /a/b']);
	});

	it('are watched anew on another connection, before anything is read again', async () => {
		const {asked, answered, follow, setState, client} = following(
			{open: ['/a'], live: ['/a']},
			new ReadBudget(Infinity),
			'3.8.0',
		);
		await answered('tree /a', 'children /a');
		const before = client.state();
		setState({kind: 'connecting', failure: undefined, attempts: 1});
		follow();
		setState({...before});
		follow();
		expect(asked.slice(2)).toEqual(['tree /a', 'children /a']);
	});

	it('of a znode that cannot be watched are not tried again for a minute', async () => {
		const {asked, failed, follow, pass} = following({live: ['/a']}, new ReadBudget(Infinity), '3.8.0');
		await failed('tree /a', 'no-node');
		await pass(59_000);
		follow();
		expect(asked).toEqual(['tree /a']);
		await pass(1001);
		follow();
		expect(asked).toEqual(['tree /a', 'tree /a']);
	});

	it('leave the watch on the data of their root to nobody else: up to 3.8 a server would forget theirs', async () => {
		const {answer, answered, asked, fire, tell, pass} = following(
			{open: ['/a'], live: ['/a'], described: '/a'},
			new ReadBudget(Infinity),
			'3.8.0',
		);
		answer('tree /a');
		await answered('children /a', 'data /a', 'acl /a');
		expect(fire('data /a')).toBe(0);
		tell('data-changed', '/a');
		await pass(250);
		expect(times(asked, 'data /a')).toBe(2);
	});

	it('make the rows of what is told be read again, no others, and no faster than four times a second', async () => {
		const {asked, answered, tell, pass} = following(
			{live: ['/a'], stats: ['/a/x', '/a/y']},
			new ReadBudget(Infinity),
			'3.8.0',
		);
		await answered('tree /a', 'stat /a/x', 'stat /a/y');
		for (let time = 0; time < 5; time++) {
			tell('data-changed', '/a/x');
			await pass(20);
		}

		await pass(200);
		expect([times(asked, 'stat /a/x'), times(asked, 'stat /a/y')]).toEqual([2, 1]);
	});
});

describe('a giant', () => {
	it('is not listed again when a child comes: its Stat proves that the list with it is true', async () => {
		const run = await openGiant();
		run.tell('created', `/jobs/${next}`);
		run.tell('deleted', `/jobs/${jobs[0] ?? ''}`);
		await run.pass(250);
		run.answer('stat /jobs', [], jobs.length);
		await run.pass(0);
		expect(times(run.asked, 'children /jobs')).toBe(1);
		expect(namesIn(run)).toEqual([...jobs.slice(1), next]);
	});

	it.each(['first', 'last'] as const)(
		'of which the %s thousand are shown is listed once, too, and they are what they would be',
		async part => {
			const run = await openGiant({parts: new Map([['/jobs', part]])}, 1000);
			const ends = (names: readonly string[]) =>
				part === 'first' ? names.slice(0, 1000) : names.slice(-1000);
			expect(namesIn(run)).toEqual(ends(jobs));
			run.tell('created', `/jobs/${next}`);
			run.tell('deleted', `/jobs/${jobs[0] ?? ''}`);
			await run.pass(250);
			run.answer('stat /jobs', [], jobs.length);
			await run.pass(0);
			expect(times(run.asked, 'children /jobs')).toBe(1);
			expect(namesIn(run)).toEqual(ends([...jobs.slice(1), next]));
			const shown = namesIn(run);
			run.tell('deleted', `/jobs/${jobs[1500] ?? ''}`);
			await run.pass(250);
			run.answer('stat /jobs', [], jobs.length - 1);
			await run.pass(0);
			expect(times(run.asked, 'children /jobs')).toBe(1);
			expect(namesIn(run)).toBe(shown);
		},
	);

	it('is listed again when its Stat counts children that nobody told of, and followed by a one-shot watch then', async () => {
		const run = await openGiant();
		await run.pass(5000);
		run.follow();
		run.answer('stat /jobs', [], jobs.length + 1);
		await run.pass(0);
		expect(times(run.asked, 'children /jobs')).toBe(2);
		run.answer('children /jobs', [...jobs, next]);
		await run.pass(10_000);
		expect(times(run.asked, 'stat /jobs')).toBe(1);
		run.fire('children /jobs');
		await run.pass(250);
		expect(times(run.asked, 'children /jobs')).toBe(3);
	});

	it('is listed again when its watch is fired on a server that knows no others', async () => {
		const run = following({open: ['/jobs'], live: ['/jobs']}, new ReadBudget(Infinity));
		await run.answered('children /jobs');
		run.fire('children /jobs');
		await run.pass(250);
		expect(run.asked).toEqual(['children /jobs', 'children /jobs']);
	});
});

describe('a storm of events', () => {
	const storm = async (run: ReturnType<typeof following>, perSecond: number, seconds: number) => {
		for (let second = 0; second < seconds; second++) {
			for (let event = 0; event < perSecond; event++) {
				run.tell('data-changed', '/jobs/x');
			}

			await run.pass(1000);
			run.follow();
		}
	};

	it('is counted, with what is read because of it', async () => {
		const run = following({live: ['/jobs'], stats: ['/jobs/x']}, new ReadBudget(2000), '3.8.0');
		await run.answered('tree /jobs', 'stat /jobs/x');
		await storm(run, 500, 1);
		expect(run.told).toMatchObject([{eventsPerSecond: 500, readsPerSecond: 2, left: []}]);
	});

	it('beyond the budget ends the watch after two seconds, for a minute', async () => {
		const run = following({live: ['/jobs'], open: ['/jobs']}, new ReadBudget(2000), '3.8.0');
		await run.answered('tree /jobs', 'children /jobs');
		await storm(run, 2500, 2);
		expect(run.asked).toContain('end /jobs');
		expect(run.told.at(-1)).toMatchObject({left: ['/jobs']});
		expect(times(run.asked, 'children /jobs')).toBe(2);
		await run.pass(60_000);
		run.follow();
		expect(times(run.asked, 'tree /jobs')).toBe(2);
	});

	it('is no end of the watch where there is no budget', async () => {
		const run = following({live: ['/jobs']}, new ReadBudget(Infinity), '3.8.0');
		await run.answered('tree /jobs');
		await storm(run, 5000, 3);
		expect(run.asked).not.toContain('end /jobs');
	});
});
