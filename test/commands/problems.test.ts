// source/commands/problems.ts
import {describe, expect, it} from 'vitest';
import {problemsOf} from '../../source/commands/problems.ts';
import {problemsOfScan, scanJson, withScan} from '../../source/commands/scan-twin.ts';
import {noInterests} from '../../source/collect/interests.ts';
import type {Arrival} from '../../source/collect/sample.ts';
import {
	answers,
	connects,
	everything,
	fails,
	names,
	refuses,
	scripted,
	statOf,
	stats,
} from '../store/scripted.ts';

const all = {...noInterests, connections: true, ephemerals: true};
const words = ['srvr', 'mntr', 'cons'] as const;

describe('the problems of a run', () => {
	it('are none where all that was wanted was answered', () => {
		const {sample} = scripted();
		expect(problemsOf(sample(0, ...everything([...words]), answers('zk3', 'dump')), all)).toEqual([]);
	});

	it('are the words that were not answered in time, of those that were wanted', () => {
		const {sample} = scripted();
		const data = sample(0, ...everything(['srvr', 'mntr']));
		expect(problemsOf(data, noInterests)).toEqual([]);
		expect(problemsOf(data, all)).toEqual(
			names.map(server => ({
				server,
				source: 'cons',
				kind: 'unasked',
				message: 'not answered within the time of this run',
			})),
		);
	});

	it('are one for a server that is down, not one for each of its words', () => {
		const {sample} = scripted();
		const data = sample(
			0,
			...everything([...words]),
			fails('zk2', 'srvr', 'refused'),
			fails('zk2', 'mntr', 'refused'),
			fails('zk2', 'cons', 'refused'),
		);
		expect(problemsOf(data, all)).toMatchObject([{server: 'zk2', source: 'srvr', kind: 'refused'}]);
	});

	it('name a word that is shut, with the reason', () => {
		const {sample} = scripted();
		const data = sample(
			0,
			...everything(['srvr', 'cons']),
			...everything(['mntr']).slice(1),
			refuses('zk1', 'mntr'),
			refuses('zk3', 'dump'),
		);
		expect(problemsOf(data, all)).toEqual([
			{server: 'zk1', source: 'mntr', kind: 'unsupported', message: 'mntr is not in the whitelist'},
			{server: 'zk3', source: 'dump', kind: 'unsupported', message: 'dump is not in the whitelist'},
		]);
	});

	it("are the session's where it is needed and does not come about", () => {
		const {sample} = scripted();
		const data = sample(0, ...everything([...words]), {
			of: 'session',
			state: {kind: 'connecting', failure: {kind: 'no-auth', message: 'rejected'}, attempts: 1},
			since: 0,
		});
		expect(problemsOf(data, {...noInterests, connections: true})).toEqual([]);
		expect(problemsOf(data, {...noInterests, once: ['/locks/a']})).toEqual([
			{source: 'session', kind: 'no-auth', message: 'rejected'},
		]);
	});

	it("are the session's where a scan was wished for and could not begin", () => {
		const {sample} = scripted();
		const data = sample(
			0,
			...everything(['srvr', 'cons', 'mntr']),
			...names.map(name => refuses(name, 'dump')),
			{
				of: 'session',
				state: {kind: 'connecting', failure: {kind: 'no-auth', message: 'rejected'}, attempts: 1},
				since: 0,
			},
		);
		const interests = withScan({scan: true, lockPaths: []}, data, () => noInterests);
		expect(problemsOf(data, interests)).toContainEqual({
			source: 'session',
			kind: 'no-auth',
			message: 'rejected',
		});
		expect(problemsOfScan(data, interests)).toEqual([]);
	});

	it('are that nothing was scanned where the run ends before a scan that was wished for begins', () => {
		const {sample} = scripted();
		const data = sample(
			0,
			...everything([...words]),
			...names.map(name => refuses(name, 'dump')),
			connects('zk3', '0x300000ec8e50001'),
		);
		const wished = withScan({scan: true, lockPaths: []}, data, () => noInterests);
		expect(problemsOfScan(data, wished)).toMatchObject([{message: 'partial: the scan ended after 0 znodes'}]);
		expect(problemsOfScan(data, noInterests)).toEqual([]);
	});

	it('are of a scan the first znode that could not be read, beside how many they are and how many they hide', () => {
		const {sample} = scripted();
		const failure = {kind: 'no-auth', message: '/secret: not authorised', path: '/secret'} as const;
		const data = sample(0, ...everything([...words]), connects('zk1', '0x1'), {
			of: 'job',
			id: 'scan',
			state: 'done',
			progress: {read: 100, vanished: 1, left: 0, failed: 12, failure, tookMs: 900.4},
			brought: {
				kind: 'scan',
				under: ['/'],
				found: {lines: [], ephemerals: [], passedOver: 7, unseen: 3400},
			},
		});
		expect(scanJson(data)).toEqual({
			read: 100,
			vanished: 1,
			failed: 12,
			unseen: 3400,
			passedOver: 7,
			partial: false,
			tookMs: 900,
		});
		expect(problemsOfScan(data, noInterests)).toEqual([
			{
				path: '/secret',
				source: 'znode',
				kind: 'no-auth',
				message: '/secret: not authorised (and 11 more like it)',
			},
		]);
	});

	it('are of a znode why it may not be listed, its path named once', () => {
		const {sample} = scripted();
		const failure = {kind: 'no-auth', message: '/shut: not authorised'} as const;
		const data = sample(
			0,
			...everything([...words]),
			connects('zk1', '0x1'),
			stats('/shut', statOf({children: 2})),
			{of: 'children', path: '/shut', answer: {kind: 'failed', failure, at: 0}},
			stats('/gone', undefined),
		);
		expect(problemsOf(data, {...noInterests, stats: ['/', '/shut', '/gone', '/shut']})).toEqual([
			{path: '/shut', source: 'znode', kind: 'no-auth', message: '/shut: not authorised'},
			{path: '/gone', source: 'znode', kind: 'no-node', message: '/gone: no such znode'},
		]);
	});

	it('are of a chroot that is not there that alone, of one that may not be listed all others, too', () => {
		const asked = {...noInterests, stats: ['/', '/gone']};
		const kindsWith = (root: Arrival): readonly string[] =>
			problemsOf(
				scripted().sample(
					0,
					...everything([...words]),
					connects('zk1', '0x1'),
					root,
					stats('/gone', undefined),
				),
				asked,
			).map(({kind}) => kind);
		expect(kindsWith(stats('/', undefined))).toEqual(['no-node']);
		const failure = {kind: 'no-auth', message: '/: not authorised'} as const;
		expect(kindsWith({of: 'children', path: '/', answer: {kind: 'failed', failure, at: 0}})).toEqual([
			'no-auth',
			'no-node',
		]);
	});
});
