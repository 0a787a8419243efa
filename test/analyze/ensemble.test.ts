// source/analyze/ensemble.ts
import {describe, expect, it} from 'vitest';
import {lagOf, roleWord} from '../../source/analyze/ensemble.ts';
import {unasked} from '../../source/analyze/reading.ts';
import {ensembleIn, failed, lost, mntrOf, neverSeen, shut, srvrOf, witness} from './witnesses.ts';

const [a, b, c] = [witness('a', 'follower1'), witness('b', 'follower2'), witness('c', 'leader')] as const;
const observer = witness('d', 'observer');
/** As 3.4 tells: no members in `conf`, no `quorum_size`. */
const untold = (name: string, at: 'leader' | 'follower1' | 'follower2' | 'observer') =>
	witness(name, at, {conf: shut, mntr: mntrOf(`3.8.0/${at}`, {quorum_size: undefined})});

describe('an ensemble of three voters', () => {
	it('has a quorum of two, can lose one, and is led by the server that says so', () => {
		expect(ensembleIn([a, b, c])).toEqual({
			standalone: false,
			leader: 'c',
			zxid: '0x1000000e8',
			epoch: 1,
			voters: {count: 3, source: 'conf'},
			isAllAsked: false,
			up: 3,
			inStep: 3,
			sawAllVoters: true,
			needed: 2,
			canLose: 1,
			quorum: 'yes',
		});
	});

	it('is all named when its observer is named too, as the configuration or the leader says', () => {
		expect(ensembleIn([a, b, c, observer]).isAllAsked).toBe(true);
		const told = [a, b, c, observer].map(server => ({...server, conf: shut}));
		expect([ensembleIn(told).isAllAsked, ensembleIn(told.slice(0, 3)).isAllAsked]).toEqual([true, false]);
		expect(ensembleIn(told.filter(({name}) => name !== 'c')).isAllAsked).toBe(false);
	});

	it('does not count its observer as a voter', () => {
		const {voters, inStep, canLose} = ensembleIn([a, b, c, observer]);
		expect([voters.count, inStep, canLose]).toEqual([3, 3, 1]);
	});

	it('can lose no more once a follower is frozen, though the leader still calls it synced (M8)', () => {
		const ensemble = ensembleIn([a, lost('b', 'follower2', 'silent'), c]);
		expect(c.mntr.kind === 'fresh' && c.mntr.value.values.get('synced_followers')).toBe(2);
		expect([ensemble.inStep, ensemble.canLose, ensemble.quorum]).toEqual([2, 0, 'yes']);
	});

	it('can lose no more when the leader has lost a follower that still answers us', () => {
		const leader = witness('c', 'leader', {mntr: mntrOf('3.8.0/leader', {synced_followers: 1})});
		expect(ensembleIn([a, b, leader]).canLose).toBe(0);
	});

	it('has all voters in step when its observer fails, though few of them are named', () => {
		const leader = witness('c', 'leader', {
			conf: shut,
			mntr: mntrOf('3.8.0/leader', {synced_followers: 4, quorum_size: 5}),
		});
		const frozen = {...lost('d', 'observer', 'silent'), conf: shut};
		expect(ensembleIn([leader, frozen]).inStep).toBe(5);
		expect(ensembleIn([leader, {...lost('a', 'follower1', 'silent'), conf: shut}]).inStep).toBe(4);
	});

	it('can lose one when its observer fails: that has no vote to lose', () => {
		expect(ensembleIn([a, b, c, lost('d', 'observer', 'silent')]).canLose).toBe(1);
	});

	it('has no leader and no margin while the leader is frozen and nobody has taken over', () => {
		const {leader, inStep, canLose, quorum} = ensembleIn([a, b, lost('c', 'leader', 'silent')]);
		expect([leader, inStep, canLose, quorum]).toEqual([undefined, 2, 0, 'yes']);
	});

	it('has no quorum once no server serves, and knows its members from before', () => {
		const {quorum, voters, canLose} = ensembleIn([
			lost('a', 'follower1', 'not-serving'),
			lost('b', 'follower2', 'refused'),
			lost('c', 'leader', 'refused'),
		]);
		expect([quorum, voters, canLose]).toEqual(['no', {count: 3, source: 'conf'}, -2]);
	});

	it('counts a server once that is named twice', () => {
		const again = witness('localhost', 'follower2', {twinOf: 'b', conf: shut});
		const {voters, inStep} = ensembleIn([
			untold('a', 'follower1'),
			untold('b', 'follower2'),
			again,
			untold('c', 'leader'),
		]);
		expect([voters, inStep]).toEqual([{count: 3, source: 'named'}, 3]);
	});
});

describe('an ensemble of which only a part is named', () => {
	it('has at least a majority in step when the others were not asked yet', () => {
		const {inStep, sawAllVoters, quorum} = ensembleIn([a, neverSeen('b'), neverSeen('c')]);
		expect([inStep, sawAllVoters, quorum]).toEqual([2, false, 'yes']);
	});

	it('is as strong as the leader says', () => {
		const {inStep, sawAllVoters, canLose} = ensembleIn([c]);
		expect([inStep, sawAllVoters, canLose]).toEqual([3, true, 1]);
	});

	it('has at least a majority in step when a follower alone is named, for it serves', () => {
		const {inStep, sawAllVoters, leader, quorum} = ensembleIn([a]);
		expect([inStep, sawAllVoters, leader, quorum]).toEqual([2, false, undefined, 'yes']);
	});
});

describe('voters', () => {
	it('are counted by quorum_size where conf is shut: it is the number of voters, no majority', () => {
		const {voters, needed} = ensembleIn([a, b, c].map(server => ({...server, conf: shut})));
		expect([voters, needed]).toEqual([{count: 3, source: 'quorum_size'}, 2]);
	});

	it('are those in the connect string where nobody tells, without the observers', () => {
		const named = [
			untold('a', 'follower1'),
			untold('b', 'follower2'),
			untold('c', 'leader'),
			untold('d', 'observer'),
		];
		expect(ensembleIn(named).voters).toEqual({count: 3, source: 'named'});
	});

	it('are those in the connect string when zktop starts during an outage (M9)', () => {
		const ensemble = ensembleIn([
			neverSeen('a', 'not-serving'),
			neverSeen('b', 'refused'),
			neverSeen('c', 'silent'),
		]);
		expect(ensemble).toMatchObject({
			quorum: 'no',
			voters: {count: 3, source: 'named'},
			needed: 2,
			leader: undefined,
		});
		expect([ensemble.zxid, ensemble.epoch]).toEqual([undefined, undefined]);
	});
});

describe('whether there is a quorum', () => {
	it('is unknown until every server was asked, unless one serves', () => {
		expect(ensembleIn([neverSeen('a', 'refused'), neverSeen('b')]).quorum).toBe('unknown');
		expect(ensembleIn([a, neverSeen('b')]).quorum).toBe('yes');
	});

	it('is no while the only one that answers is in read-only mode', () => {
		const readOnly = {...neverSeen('a'), srvr: srvrOf('3.8.0/read_only')};
		expect(ensembleIn([readOnly, neverSeen('b', 'refused')])).toMatchObject({quorum: 'no', inStep: 0});
	});

	it('is told by mntr where srvr is shut', () => {
		const ensemble = ensembleIn([a, b, c].map(server => ({...server, srvr: shut})));
		expect(ensemble).toMatchObject({quorum: 'yes', leader: 'c', inStep: 3, zxid: undefined});
	});

	it('is unknown, not lost, where all words are shut', () => {
		const server = {...neverSeen('a'), srvr: shut, mntr: shut, conf: shut};
		expect(ensembleIn([server]).quorum).toBe('unknown');
	});

	it('is no where srvr is shut and mntr fails', () => {
		expect(ensembleIn([{...neverSeen('a'), srvr: shut, mntr: failed('not-serving')}]).quorum).toBe('no');
	});
});

describe('two servers that call themselves leader', () => {
	const leading = (name: string, zxid: string) =>
		witness(name, 'leader', {srvr: srvrOf('3.8.0/leader', {zxid})});

	it.each([[['old', 'new']], [['new', 'old']]])(
		'are led by the one of the newer epoch, in the order %j (M10)',
		order => {
			const zxids: Readonly<Record<string, string>> = {old: '0x1000000ff', new: '0x200000000'};
			const ensemble = ensembleIn(order.map(name => leading(name, zxids[name] ?? '')));
			expect([ensemble.leader, ensemble.epoch, ensemble.zxid]).toEqual(['new', 2, '0x200000000']);
		},
	);
});

it('a standalone server is an ensemble of one without margin', () => {
	const standalone = {
		...neverSeen('a'),
		srvr: srvrOf('3.8.0/standalone'),
		mntr: mntrOf('3.8.0/standalone'),
	};
	expect(ensembleIn([standalone])).toMatchObject({
		standalone: true,
		leader: 'a',
		voters: {count: 1},
		inStep: 1,
		canLose: 0,
		quorum: 'yes',
		epoch: 0,
	});
});

describe('the lag of a follower', () => {
	it('is how many transactions it is behind', () => {
		expect(lagOf('0x1000000e8', '0x1000000e0')).toBe(8);
	});

	it('is never negative: a follower may know more than the leader did before (M12)', () => {
		expect(lagOf('0x1000000e8', '0x10000011a')).toBe(0);
	});

	it('is unknown across an election, not billions (M10)', () => {
		expect(lagOf('0x200000000', '0x100000035')).toBeUndefined();
		expect(lagOf(undefined, '0x100000035')).toBeUndefined();
	});

	it('is exact at the end of an epoch', () => {
		expect(lagOf('0x7ffffffff', '0x7fffffffe')).toBe(1);
	});
});

describe('the word for a server', () => {
	it.each([
		['leader', c],
		['observer', observer],
		['asking', neverSeen('a')],
		['silent', lost('a', 'leader', 'silent')],
		['electing', lost('a', 'leader', 'not-serving')],
		['closed', neverSeen('a', 'connection-limit')],
		['follower', witness('a', 'follower1', {srvr: shut})],
		['not allowed', witness('a', 'follower1', {srvr: shut, mntr: shut})],
		['silent', witness('a', 'follower1', {srvr: shut, mntr: failed('silent')})],
	])('is %s', (word, server) => {
		expect(roleWord(server)).toBe(word);
	});

	it('does not come from mntr before srvr has been asked', () => {
		expect(roleWord({srvr: unasked, mntr: mntrOf('3.8.0/leader')})).toBe('asking');
	});
});
