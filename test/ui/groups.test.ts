// The tab of elections and groups: what each kind says, and what is seen of it over time.
import {describe, expect, it} from 'vitest';
import {everything, lists, statOf, stats} from '../store/scripted.ts';
import type {Finding} from '../../source/analyze/findings.ts';
import {placeOf} from '../../source/store/selectors.ts';
import {interestsOf} from '../../source/ui/interests.ts';
import {layoutFor} from '../../source/ui/screen.ts';
import {lockAtPath} from '../../source/ui/prompt/lock.ts';
import {connected, disconnects, dump, holds, latch, opened, other, says, textOf} from './group-scenes.ts';

describe('an election', () => {
	it('says who leads by the name that it gives itself, and who would be next', () => {
		const screen = opened();
		screen.sample(2, dump({[latch(1)]: connected, [latch(2)]: other}));
		screen.sample(3, says(latch(1), 'node-a'));
		const text = textOf(screen);
		expect(text).toMatch(/▌\/leader +election +node-a +≤\d+ s +2/);
		expect(text).toMatch(/─ \/leader ─+ curator latch, certain ─/);
		expect(text).toMatch(/● +node-a [\d.]+:\d+ +:zk3 leads ≤\d+ s/);
		expect(text).toMatch(new RegExp(`2 +${other} +in line · +unknown +behind ●`));
	});

	it('at 80×24 tells whole how each one is: the words, then the names give way', () => {
		const screen = opened(80, 24);
		screen.sample(2, dump({[latch(1)]: connected, [latch(2)]: connected}));
		screen.sample(3, says(latch(1), 'node-a.example.com'), says(latch(2), 'node-b.example.com'));
		const text = textOf(screen);
		expect(text).toMatch(/●  node-a\.\S*… 127\.0\.0\.1:\d+ ≤\d+ s +connected *│/);
		expect(text).toMatch(/2  node-b\.\S*… 127\.0\.0\.1:\d+ \d+ s +connected *│/);
	});

	it('tells for how long exactly where the hand-over was seen, and who led before', () => {
		const screen = opened();
		screen.sample(2, dump({[latch(1)]: other, [latch(2)]: connected}));
		screen.sample(3, says(latch(2), 'node-b'));
		screen.sample(10, dump({[latch(2)]: connected}));
		screen.sample(15, ...everything());
		const text = textOf(screen);
		expect(text).toMatch(/▌\/leader +election +node-b silent 14 s +5 s +1/);
		expect(text).toMatch(/new leaders seen in this run: 1, in the last 5 m: 1/);
		expect(text).toMatch(new RegExp(`\\d\\d:\\d\\d:\\d\\dZ ${other} had led at least 8 s`));
	});

	it('that nobody leads any more is said, and since when', () => {
		const screen = opened();
		screen.sample(2, dump({[latch(1)]: other}));
		screen.sample(5, dump({}));
		screen.sample(9, ...everything());
		expect(textOf(screen)).toMatch(/▌\/leader +election +nobody leads +4 s +0/);
	});

	it('whose leaders do not stay stands above the others', () => {
		const screen = opened();
		for (const [index, number] of [1, 2, 3, 4].entries()) {
			screen.sample(2 + index, dump({[latch(number)]: connected, '/a/controller': connected}));
		}

		screen.sample(30, dump({[latch(4)]: connected, '/a/controller': connected}));
		expect(textOf(screen)).toMatch(/▌\/leader +election +3 new in 5 m, 127.*\n.* \/a\/controller +election/);
	});

	it('whose leader’s client is connected nowhere says so, though nobody stands in line for it', () => {
		const screen = opened();
		screen.sample(2, dump({'/controller': other}));
		for (const second of [3, 5, 7]) {
			screen.sample(second, ...everything());
		}

		expect(textOf(screen)).toMatch(/▌\/controller +election +0x100000000000099 gone/);
	});

	it('for which nobody stands in line says that all others watch the leader', () => {
		const screen = opened();
		screen.sample(2, dump({'/controller': connected}));
		screen.sample(3, says('/controller', '{"version":2,"brokerid":7,"timestamp":"1"}'));
		const text = textOf(screen);
		expect(text).toMatch(/▌\/controller +election +broker 7/);
		expect(text).toMatch(/kafka controller, certain, as documented/);
		expect(text).toContain('all others watch it, and stand in no line');
	});
});

describe('what stands in line', () => {
	const election = (number: number): string =>
		`/leaders/${String(number).repeat(32)}__lock__000000000${number}`;
	const sem = '/pool';
	const [lease, waiter] = [`${sem}/${'a'.repeat(32)}`, `${sem}-__lock__/${'b'.repeat(32)}__lock__0000000001`];

	it('is no lock where it elects or shares: the locks say which tab has it', () => {
		const screen = opened();
		screen.sample(2, dump({[election(1)]: connected, [lease]: connected, [waiter]: other}));
		expect(textOf(screen)).toMatch(/2 GROUPS 2/);
		expect(textOf(screen)).toMatch(/\/leaders +election/);
		screen.does({type: 'tab-chosen', tab: 'locks'});
		expect(textOf(screen)).toMatch(/1 LOCKS 0/);
		expect(textOf(screen)).toMatch(/no lock: all that stand in line elect a leader or share a/);
	});

	it('is called what it is in the tree, not what its library calls its lock', () => {
		const screen = opened();
		screen.sample(2, lists('/', 'leaders'), dump({[election(1)]: connected}));
		expect(textOf(screen)).toMatch(/leaders election +·/);
	});

	it('has the card of a lock: the verdict, when it frees, and what would free it', () => {
		const screen = opened();
		screen.sample(2, dump({[lease]: other, [waiter]: connected}));
		for (const second of [3, 5, 7]) {
			screen.sample(second, ...everything());
		}

		const text = textOf(screen);
		expect(text).toMatch(/▌\/pool +semaphore +1 taken, 1 waits, gone/);
		expect(text).toMatch(/● +0x100000000000099 +held · +gone/);
		expect(text).toMatch(/2 +0x300000ec8e50000 127[\d.:]+ +:zk3 +in line · +pings only/);
		expect(text).toContain('no server has 0x100000000000099 in its list since');
		expect(text).toMatch(/force +zkCli.sh -server zk3 delete\b[^]*\/pool\/aaaa/);
	});

	it('is found by :lock and from a finding, in the tab that has it', () => {
		const screen = opened();
		screen.sample(2, dump({[election(1)]: connected}));
		expect(lockAtPath(screen.state(), election(1))).toEqual({
			type: 'lock-opened',
			path: '/leaders',
			group: 'election /leaders',
		});
		screen.does({type: 'lock-opened', path: '/leaders', group: 'election /leaders'});
		expect(textOf(screen)).toMatch(/▌\/leaders +election/);
		const finding = {place: {kind: 'lock', path: '/leaders'}, subject: '/leaders'} as Finding;
		expect(placeOf(screen.state().live, finding)).toEqual({kind: 'group', id: 'election /leaders'});
	});
});

describe('a registry', () => {
	const [a, b] = ['/services/web/a', '/services/web/b'];

	it('says who is there, by which client, and who has gone', () => {
		const screen = opened();
		screen.sample(2, dump({[a]: connected, [b]: other}));
		screen.sample(4, dump({[a]: connected}), stats(a, statOf({ephemeralOwner: connected})));
		screen.sample(9, ...everything());
		const text = textOf(screen);
		expect(text).toMatch(/▌\/services\/web +registry +1 gone, a +5 s +1/);
		expect(text).toMatch(/✗ b gone since \d\d:\d\d:\d\dZ, 5 s ago/);
		expect(text).toMatch(/✓ a +[\d.]+:\d+ +:zk3 for \d+ s/);
	});

	it('says where who has gone was connected from, also where the session went before its znode', () => {
		const screen = opened();
		screen.sample(2, dump({[a]: connected, [b]: other}));
		screen.sample(4, ...everything(), disconnects(connected), dump({[a]: connected, [b]: other}));
		screen.sample(14, dump({}));
		expect(textOf(screen)).toMatch(/✗ a of 127\.0\.0\.1 gone since/);
		expect(textOf(screen)).toMatch(/✗ b gone since/);
		expect(screen.data().grouping.presences.get('/services/web')?.gone).toMatchObject([
			{name: 'a', session: connected, address: '127.0.0.1'},
			{name: 'b', session: other, address: undefined},
		]);
	});

	it('says who came back', () => {
		const screen = opened();
		screen.sample(2, dump({[a]: connected, [b]: other}));
		screen.sample(4, dump({[a]: connected}));
		screen.sample(6, dump({[a]: connected, [b]: connected}));
		expect(textOf(screen)).toMatch(/\+ b .*back for/);
		expect(textOf(screen)).not.toContain('gone');
	});

	it('whose names are random is told by what its members say of themselves', () => {
		const [one, two] = ['a', 'b'].map(digit => `/party/${digit.repeat(32)}__party__`) as [string, string];
		const screen = opened();
		screen.sample(2, dump({[one]: connected, [two]: other}));
		screen.sample(3, says(one, 'worker-1'), says(two, 'worker-2'));
		expect(textOf(screen)).toMatch(/▌\/party +registry +worker-1 worker-2 +2/);
	});

	it('keeps static instances apart: no session owns them, and none is missing', () => {
		const instance = (id: string, type: string): string =>
			`{"name":"web","id":"${id}","address":"10.0.0.${id}","port":80,"registrationTimeUTC":1,"serviceType":"${type}"}`;
		const screen = opened();
		screen.sample(2, dump({'/services/web/7': connected}));
		screen.sample(
			3,
			says('/services/web/7', instance('7', 'DYNAMIC')),
			stats('/services/web', statOf({children: 2})),
		);
		expect(interestsOf(screen.state(), layoutFor(screen.state())).open).toContain('/services/web');
		screen.sample(4, lists('/services/web', '7', '8'), holds('/services/web/8', instance('8', 'STATIC')));
		const text = textOf(screen);
		expect(text).toMatch(/▌\/services\/web +registry +7 8, 1 static +2/);
		expect(text).toMatch(/= +8 +10\.0\.0\.8:80 +no session +for 6\d s +static/);
		expect(text).not.toMatch(/left over|gone/);
	});

	it('of static instances alone is found where it is open in the tree', () => {
		const screen = opened();
		screen.does({type: 'expanded', path: '/services'}, {type: 'expanded', path: '/services/db'});
		screen.sample(2, dump({}), lists('/', 'services'), lists('/services', 'db'), lists('/services/db', 'a'));
		screen.sample(3, stats('/services/db/a', statOf({dataBytes: 120})));
		expect(interestsOf(screen.state(), layoutFor(screen.state())).contents).toContain('/services/db/a');
		const data =
			'{"name":"db","id":"a","address":"db1","port":5432,"registrationTimeUTC":1,"serviceType":"PERMANENT"}';
		screen.sample(4, holds('/services/db/a', data));
		expect(textOf(screen)).toMatch(
			/▌\/services\/db +registry +a, 1 static[^]*= +a +db1:5432 +no session .*permanent/,
		);
	});

	it('turns out to be Curator’s discovery when an instance is read', () => {
		const screen = opened();
		screen.sample(2, dump({[a]: connected}));
		expect(textOf(screen)).toContain('generic registry, guess');
		screen.sample(
			3,
			says(
				a,
				'{"name":"web","id":"a","address":"10.0.0.7","port":80,"registrationTimeUTC":1,"serviceType":"DYNAMIC"}',
			),
		);
		expect(textOf(screen)).toMatch(/curator discovery, certain[^]*✓ a 10\.0\.0\.7:80/);
	});
});

it('a semaphore says how many leases are taken, of how many where that is stored', () => {
	const screen = opened();
	const lease = `/sem/${'a'.repeat(32)}`;
	screen.sample(2, dump({[lease]: connected}));
	expect(textOf(screen)).toMatch(/▌\/sem +barrier +1 in/);
	screen.sample(3, says('/sem', '2'));
	expect(textOf(screen)).toMatch(/▌\/sem +semaphore +1 of 2 taken +1/);
});

it('never says that there is none without saying whether it could look', () => {
	const screen = opened();
	expect(textOf(screen)).toContain('nothing known yet: dump has not been answered yet');
	screen.sample(2, dump({}));
	expect(textOf(screen)).toMatch(
		/no election or group at \d\d:\d\d:\d\dZ: no ephemeral znode looks like one/,
	);
});

it('fits at 80×24, a group in two rows', () => {
	const screen = opened(80, 24);
	screen.sample(2, dump({[latch(1)]: connected}));
	const text = textOf(screen);
	expect(text).toMatch(/▌\/leader +election +1│?\n.*127\.0\.0\.1:\d+/);
	expect(text.split('\n').every(line => line.length <= 80)).toBe(true);
});
