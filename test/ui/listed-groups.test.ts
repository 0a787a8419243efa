// The tab of elections and groups: what is found among listed znodes alone, queues, barriers and counters.
import {describe, expect, it} from 'vitest';
import {interestsOf} from '../../source/ui/interests.ts';
import {layoutFor} from '../../source/ui/screen.ts';
import {answers, lists, startedAt, statOf, stats} from '../store/scripted.ts';
import {connected, dump, holds, opened, textOf} from './group-scenes.ts';

it('a queue says how many items wait and which one waits longest', () => {
	const screen = opened();
	const items = Array.from({length: 12}, (_, index) => `qn-00000000${String(index + 10)}`);
	screen.does({type: 'expanded', path: '/jobs'});
	screen.sample(2, lists('/', 'jobs'), lists('/jobs', ...items), dump({}));
	screen.sample(3, stats('/jobs/qn-0000000010', statOf({ctime: startedAt - 60_000})));
	const text = textOf(screen);
	expect(text).toMatch(/▌\/jobs +queue +oldest qn-0000000010 +6\d s +12/);
	expect(text).toContain('oldest  /jobs/qn-0000000010');
});

it('a queue of Curator’s has the consumers that its lock path tells, where their items are in it alone', () => {
	const screen = opened();
	screen.does({type: 'expanded', path: '/jobs'});
	const [taken, item] = ['queue-0000000004', 'queue-0000000005'];
	screen.sample(
		2,
		lists('/', 'jobs', 'other'),
		lists('/jobs', taken, item),
		dump({[`/jobs-locks/${taken}`]: connected}),
	);
	const text = textOf(screen);
	expect(text).toMatch(/2 GROUPS 1/);
	expect(text).toMatch(/▌\/jobs +queue +1 in work +2/);
	expect(text).toMatch(/in work +1, by 1 session[^]*● +127[\d.:]+ +:zk3/);
	screen.does({type: 'expanded', path: '/other'});
	screen.sample(3, lists('/other', taken));
	expect(textOf(screen)).toMatch(/\/jobs-locks +queue/);
});

it('a queue in work that is closed in the tree is listed for its oldest item', () => {
	const screen = opened();
	screen.sample(2, dump({[`/lq/taken/entry-050-0000000001`]: connected}));
	const open = (): readonly string[] => interestsOf(screen.state(), layoutFor(screen.state())).open;
	expect(open()).not.toContain('/lq/entries');
	screen.sample(3, stats('/lq/entries', statOf({children: 2})));
	expect(open()).toContain('/lq/entries');
	screen.sample(4, lists('/lq/entries', 'entry-050-0000000001', 'entry-100-0000000000'));
	expect(textOf(screen)).toMatch(/▌\/lq +queue +1 in work +2[^]*oldest +\/lq\/entries\/entry-100-0000000000/);
});

it('barriers and counters that are not read are counted, and those on screen are followed first', () => {
	const screen = opened(260, 50);
	const counters = Array.from({length: 412}, (_, index) => `c${String(index).padStart(3, '0')}`);
	const path = (name: string | undefined) => `/counters/${name ?? ''}`;
	screen.does({type: 'expanded', path: '/counters'});
	screen.sample(2, dump({}), lists('/', 'counters'), lists('/counters', ...counters));
	screen.sample(3, ...counters.slice(0, 400).map(name => holds(path(name), '7')));
	expect(textOf(screen)).toContain('one znode: 12 more znodes called so are not read: 400 at most');
	const values = () => interestsOf(screen.state(), layoutFor(screen.state())).values;
	expect(values()).not.toContain(path(counters[390]));
	screen.does({type: 'moved', table: 'groups', to: `counter ${path(counters[390])}`, top: 380});
	expect(values()).toContain(path(counters[390]));
	const many = Array.from({length: 2001}, (_, index) => `n${index}`);
	screen.does({type: 'expanded', path: '/many'});
	screen.sample(4, lists('/', 'counters', 'many'), lists('/many', ...many));
	expect(textOf(screen)).toContain('no name looked at in 1 list longer than 2,000');
});

it('a lease says who has it, for how long, and that it is over', () => {
	const screen = opened();
	screen.does({type: 'expanded', path: '/job'});
	screen.sample(2, dump({}), lists('/', 'job'), lists('/job', 'lease_holder'));
	const until = (ms: number) => new Date(startedAt + ms).toISOString().slice(0, 19);
	const lease = (ms: number) => `{"version": 1, "holder": "host-a", "end": "${until(ms)}"}`;
	screen.sample(3, holds('/job/lease_holder', lease(3 * 60_000 + 4000)));
	expect(textOf(screen)).toMatch(/▌\/job +lease +host-a, for 3 m/);
	expect(textOf(screen)).toMatch(/kazoo lease, certain[^]*has it +host-a, as it says: no session owns it/);
	expect(textOf(screen)).toMatch(/until +2026-[-\d]+ [\d:]+Z, by the clock of who took it/);
	screen.sample(4, holds('/job/lease_holder', lease(-60_000)));
	expect(textOf(screen)).toMatch(/until [^]*ended 6\d s[^]* ago: free/);
	expect(textOf(screen)).toMatch(/▌\/job +lease +free, host-a had it unti/);
});

describe('a single znode', () => {
	it('with a number in it is shown where its name says so, and how sure that is', () => {
		const screen = opened();
		screen.does({type: 'expanded', path: '/counters'});
		screen.sample(2, dump({}), lists('/', 'counters'), lists('/counters', 'orders', 'port'));
		screen.sample(3, holds('/counters/orders', '41'));
		expect(textOf(screen)).toMatch(/▌\/counters\/orders +counter +41 +3 s/);
		expect(textOf(screen)).toMatch(
			/kazoo counter, guess[^]*sure\? +its name says so; any znode may hold a number/,
		);
		screen.sample(4, holds('/counters/orders', '42', 1));
		expect(textOf(screen)).toMatch(/▌\/counters\/orders +counter +42, seen to change 1×/);
		expect(textOf(screen)).toContain('kazoo counter, likely');
		expect(textOf(screen)).toMatch(/orders counter/);
	});

	it('that holds others back says since when, and that nobody was asked who waits', () => {
		const screen = opened();
		screen.sample(2, dump({}), lists('/', 'barrier'));
		screen.sample(3, stats('/barrier', statOf({ctime: startedAt - 60_000})));
		const text = textOf(screen);
		expect(text).toMatch(/▌\/barrier +barrier +closed +6\d s +·/);
		expect(text).toMatch(/sure\? +only its name says so: any znode may be empty/);
		expect(text).toContain('who waits watches it: not asked; w leads to the price');
		screen.sample(4, answers('zk3', 'wchp', new Map([['/barrier', [connected]]])));
		expect(textOf(screen)).toMatch(/▌\/barrier +barrier +closed, ≥1 watch it +6\d s +≥1/);
		expect(textOf(screen)).toMatch(/kazoo barrier, likely[^]*· +0x300000ec8e50000 127[\d.:]+ +:zk3/);
		expect(textOf(screen)).toContain('≥1 session, as 1 of 4 servers told 0 s ago');
	});

	it('has as many watchers as are told once all servers told, and none is known before', () => {
		const screen = opened();
		screen.sample(2, dump({}), lists('/', 'barrier'));
		screen.sample(3, stats('/barrier', statOf({ctime: startedAt - 60_000})));
		screen.sample(4, answers('zk1', 'wchp', new Map()));
		expect(textOf(screen)).toMatch(/▌\/barrier +barrier +closed +6\d s +·/);
		expect(textOf(screen)).toContain('nobody, as 1 of 4 servers told 0 s ago');
		const none = (['zk1', 'zk2', 'zk4'] as const).map(name => answers(name, 'wchp', new Map()));
		screen.sample(5, ...none, answers('zk3', 'wchp', new Map()));
		expect(textOf(screen)).toMatch(/▌\/barrier +barrier +closed +6\d s +0/);
		screen.sample(6, answers('zk3', 'wchp', new Map([['/barrier', [connected]]])));
		expect(textOf(screen)).toMatch(/▌\/barrier +barrier +closed, 1 watches it +6\d s +1/);
	});

	it('is read though many stand before it', () => {
		const screen = opened();
		const names = Array.from({length: 100}, (_, index) => `counter-${String(index).padStart(3, '0')}`);
		screen.does({type: 'expanded', path: '/counters'});
		screen.sample(2, dump({}), lists('/', 'counters'), lists('/counters', ...names));
		const wanted = () => interestsOf(screen.state(), layoutFor(screen.state()));
		const paths = names.map(name => `/counters/${name}`);
		const {stats: followed, once} = wanted();
		expect([...followed, ...once]).toEqual(expect.arrayContaining(paths));
		screen.sample(3, ...paths.map(path => stats(path, statOf({dataBytes: 2}))));
		const {values, contents} = wanted();
		expect([...values, ...contents]).toEqual(expect.arrayContaining(paths));
		screen.sample(4, ...paths.map(path => holds(path, '41')));
		expect(textOf(screen)).toMatch(/2 GROUPS 100/);
	});
});
