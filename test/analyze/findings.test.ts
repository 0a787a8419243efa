// source/analyze/findings.ts
import {describe, expect, it} from 'vitest';
import {judge, rules, type Judgement} from '../../source/analyze/findings.ts';
import {accessRules} from '../../source/analyze/rules/access.ts';
import {diskRules} from '../../source/analyze/rules/disk.ts';
import {memberRules} from '../../source/analyze/rules/members.ts';
import {quorumRules} from '../../source/analyze/rules/quorum.ts';
import type {ServerWitness} from '../../source/analyze/rules/rule.ts';
import {a, b, blindAmong, c, connecting, find, healthy, namesIn, outage, sceneOf, seen} from './judging.ts';
import {fresh, lost, mntrOf, neverSeen, shut, srvrOf, witness} from './witnesses.ts';

it('finds nothing wrong with a healthy ensemble, and sees what its words tell', () => {
	const judgement = seen(healthy);
	expect(judgement.findings).toEqual([]);
	expect(blindAmong(judgement, [...quorumRules, ...memberRules, ...accessRules, ...diskRules])).toEqual([]);
	expect(judgement.sees + judgement.blind.length).toBe(rules.length);
});

it('finds nothing wrong with a standalone server', () => {
	const standalone = {...neverSeen('a'), srvr: srvrOf('3.8.0/standalone'), mntr: mntrOf('3.8.0/standalone')};
	expect(seen([standalone]).findings).toEqual([]);
});

const at = (now: number, servers: readonly ServerWitness[], before: Judgement): Judgement =>
	judge(sceneOf(servers, connecting, {now, tick: now / 1000}), before);

describe('no-quorum', () => {
	it('fires when no server serves, before what its servers say, and explains the locks', () => {
		const judgement = seen(outage);
		expect(namesIn(judgement)).toEqual([
			'no-quorum ensemble',
			'server-fails b',
			'server-fails c',
			'server-fails a',
		]);
		expect(find(judgement, 'no-quorum')).toMatchObject({severity: 'bad', since: 500, sinceAtLeast: false});
		expect(find(judgement, 'no-quorum')?.text).toContain('Sessions do not expire');
	});

	it('began before zktop looked when no server ever answered', () => {
		expect(
			find(seen([neverSeen('a', 'refused'), neverSeen('b', 'refused')]), 'no-quorum')?.sinceAtLeast,
		).toBe(true);
	});

	it('is blind, not calm, before the first answer and while a server was not asked', () => {
		expect(seen([neverSeen('a')]).blind).toContainEqual({
			rule: 'no-quorum',
			why: 'no server has been asked yet',
		});
		const {blind, findings} = seen([neverSeen('a', 'refused'), neverSeen('b')]);
		expect(blind.map(({rule}) => rule)).toContain('no-quorum');
		expect(findings.map(({rule}) => rule)).toEqual(['server-fails']);
	});

	it('does not fire where only the words are shut', () => {
		const closed = {...neverSeen('a'), srvr: shut, mntr: shut, cons: shut, dump: shut, conf: shut};
		expect(namesIn(seen([closed]))).toEqual(['words-shut a']);
	});
});

describe('server-fails', () => {
	it.each([
		['silent', 'bad', /never answers/],
		['refused', 'bad', /process down/],
		['not-serving', 'warn', /does not serve/],
		['connection-limit', 'bad', /closed: connection-limit, in words/],
	] as const)('says of a server that is %s so', (kind, severity, text) => {
		const finding = find(seen([a, lost('b', 'follower2', kind), c]), 'server-fails');
		expect(finding).toMatchObject({severity, subject: 'b', since: 500, sinceAtLeast: false});
		expect(finding?.text).toMatch(text);
		// A connection limit is ours: the others may well be connected to it.
		expect(finding?.text.includes('one more failure stops writes')).toBe(kind !== 'connection-limit');
	});

	it('does not say that writes stop next while there is margin', () => {
		const leader = witness('c', 'leader', {
			mntr: mntrOf('3.8.0/leader', {synced_followers: 4, quorum_size: 5}),
			conf: shut,
		});
		const finding = find(seen([{...lost('a', 'follower1', 'silent'), conf: shut}, leader]), 'server-fails');
		expect(finding?.text).not.toContain('one more failure');
	});

	it('began before zktop looked when the server never answered in this run', () => {
		expect(find(seen([a, neverSeen('b', 'silent'), c]), 'server-fails')?.sinceAtLeast).toBe(true);
	});
});

describe('no-leader', () => {
	it('fires while followers serve and none of the named servers leads', () => {
		expect(namesIn(seen([a, b, lost('c', 'leader', 'silent')]))).toContain('no-leader ensemble');
	});

	it('waits until all were asked', () => {
		const judgement = seen([a, neverSeen('b'), neverSeen('c')]);
		expect(judgement.findings).toEqual([]);
		expect(blindAmong(judgement, quorumRules)).toEqual(['no-leader', 'no-margin']);
	});
});

it('two-leaders fires while two say so', () => {
	const old = witness('a', 'leader', {srvr: srvrOf('3.8.0/leader', {zxid: '0x100000035'})});
	const judgement = seen([
		old,
		b,
		witness('c', 'leader', {srvr: srvrOf('3.8.0/leader', {zxid: '0x200000000'})}),
	]);
	expect(namesIn(judgement)).toEqual(['two-leaders ensemble']);
	expect(find(judgement, 'two-leaders')?.text).toContain('a and c');
});

describe('no-margin', () => {
	it('fires when the leader has one follower less than it needs to lose one', () => {
		const leader = witness('c', 'leader', {mntr: mntrOf('3.8.0/leader', {synced_followers: 1})});
		expect(find(seen([a, b, leader]), 'no-margin')?.text).toMatch(/^2 of 3 voters in step/);
	});

	it('leaves it to the server that fails to say so', () => {
		expect(namesIn(seen([a, lost('b', 'follower2', 'silent'), c]))).toEqual(['server-fails b']);
	});

	it('is blind when most of the ensemble is not named', () => {
		expect(blindAmong(seen([a]), quorumRules)).toEqual(['no-margin']);
	});
});

it('same-server says that one is counted once', () => {
	expect(namesIn(seen([a, b, c, witness('localhost', 'leader', {twinOf: 'c'})]))).toEqual([
		'same-server localhost',
	]);
	expect(seen([neverSeen('a', 'refused')]).blind.map(({rule}) => rule)).toContain('same-server');
});

describe('a finding over time', () => {
	const frozen = [a, {...lost('b', 'follower2', 'silent'), failingSince: undefined}, c];
	it('keeps its since while it lasts', () => {
		const first = at(2000, frozen, seen(healthy));
		const later = at(9000, frozen, first);
		expect(find(later, 'server-fails')).toMatchObject({since: 2000});
	});

	it('starts anew when it was gone in between', () => {
		const first = at(2000, frozen, seen(healthy));
		const again = at(9000, frozen, at(3000, healthy, first));
		expect(find(again, 'server-fails')).toMatchObject({since: 9000});
	});

	it('is as old as "at least" when its rule could not see before', () => {
		const leaderless = [a, b, lost('c', 'leader', 'silent')];
		expect(find(at(2000, leaderless, seen([neverSeen('a')])), 'no-leader')?.sinceAtLeast).toBe(true);
		expect(find(at(2000, leaderless, seen(healthy)), 'no-leader')?.sinceAtLeast).toBe(false);
	});

	it('stands by severity, then age', () => {
		const servers = [
			{...lost('a', 'follower1', 'silent'), failingSince: 900},
			{...lost('b', 'follower2', 'silent'), failingSince: 300},
			witness('c', 'leader', {cons: shut, dump: fresh('told')}),
		];
		expect(namesIn(seen(servers))).toEqual(['server-fails b', 'server-fails a', 'words-shut c']);
	});
});

describe('calm', () => {
	it('begins when the last finding goes, and lasts', () => {
		const troubled = seen([a, lost('b', 'follower2', 'silent'), c]);
		expect(troubled.calmSince).toBeUndefined();
		const calm = at(5000, healthy, troubled);
		expect(calm.calmSince).toBe(5000);
		expect(at(8000, healthy, calm).calmSince).toBe(5000);
	});

	it('has no beginning when there never was a finding', () => {
		expect(seen(healthy, connecting, seen(healthy)).calmSince).toBeUndefined();
	});
});
