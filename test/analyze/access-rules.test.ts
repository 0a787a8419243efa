// source/analyze/rules/access.ts
import {describe, expect, it} from 'vitest';
import {memberRules} from '../../source/analyze/rules/members.ts';
import {judge, nothingJudged} from '../../source/analyze/findings.ts';
import {connecting, find, healthy, namesIn, outage, sceneOf, seen} from './judging.ts';
import {shut} from './witnesses.ts';

describe('no-session', () => {
	const failing = {
		...connecting,
		failure: {kind: 'refused', message: 'refused by all'},
		attempts: 3,
	} as const;
	it('fires when the ensemble serves and our session does not come about', () => {
		expect(find(seen(healthy, failing), 'no-session')?.text).toContain('refused by all');
	});

	it('does not add to an outage', () => {
		expect(find(seen(outage, failing), 'no-session')).toBeUndefined();
	});
});

describe('no-root', () => {
	const connected = {
		kind: 'connected',
		server: {name: 'a', host: 'a', port: 2181},
		session: '0x1',
		timeoutMs: 10_000,
		readOnly: false,
	} as const;
	const scene = {...sceneOf(healthy, connected), rootFailure: 'the chroot /app does not exist'};

	it('says that the chroot is not there, and that is bad: nothing else is missing then', () => {
		expect(judge(scene, nothingJudged).findings).toMatchObject([
			{
				rule: 'no-root',
				severity: 'bad',
				text: 'the tree cannot be read: the chroot /app does not exist',
			},
		]);
	});

	it('leaves it to the session to say why nothing can be read without one', () => {
		expect(namesIn(judge({...scene, session: connecting}, nothingJudged))).toEqual([]);
	});
});

describe('words-shut', () => {
	const narrow = healthy.map(server => ({...server, mntr: shut, cons: shut, dump: shut, conf: shut}));

	it('fires on the default whitelist, as one finding, and as the only one: nothing else is known to be wrong', () => {
		const judgement = seen(narrow);
		expect(namesIn(judgement)).toEqual(['words-shut a, b, c']);
		expect(find(judgement, 'words-shut')).toMatchObject({severity: 'info', sinceAtLeast: true});
		expect(find(judgement, 'words-shut')?.text).toMatch(/^mntr cons dump conf not whitelisted/);
	});

	it('advises a list that keeps srvr open: it replaces the default', () => {
		expect(find(seen(narrow), 'words-shut')?.text).toContain(
			'4lw.commands.whitelist=srvr,mntr,cons,dump,conf,wchs in zoo.cfg',
		);
	});

	it('makes rules that need those words blind, and they say why', () => {
		const why = 'no server has told its configuration';
		const {blind} = seen(narrow);
		expect(blind.filter(({rule}) => memberRules.some(({id}) => id === rule))).toEqual([
			{rule: 'same-server', why},
			{
				rule: 'members-unnamed',
				why: 'the members are not known: conf is shut, and no session has read /zookeeper/config',
			},
			{rule: 'no-member', why},
			{rule: 'config-differs', why},
			{rule: 'role-differs', why},
		]);
	});

	it('does not fire for words that nobody has asked', () => {
		expect(seen(healthy).findings).toEqual([]);
	});
});
