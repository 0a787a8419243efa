// source/commands/problem-line.ts: what is in the way is said alike by all verbs
import {describe, expect, it} from 'vitest';
import {diff} from '../../source/commands/diff.ts';
import {find} from '../../source/commands/find.ts';
import {groups} from '../../source/commands/groups.ts';
import {growth} from '../../source/commands/growth.ts';
import {locks} from '../../source/commands/locks.ts';
import {problemLines} from '../../source/commands/problem-line.ts';
import {tree} from '../../source/commands/tree.ts';
import {usage} from '../../source/commands/usage.ts';
import {znode} from '../../source/commands/znode.ts';
import type {Options} from '../../source/options.ts';
import {demoServer} from '../helpers/demo-server.ts';
import {runRecipe} from './recipe-run.ts';
import {patient, runVerbUntil} from './verb-run.ts';

const message = '/nope: no such znode';

describe('a line', () => {
	it.each([
		[{source: 'znode', path: '/nope', message}, '! /nope: no such znode'],
		[{source: 'znode', path: '/a', message: 'not authorised'}, '! /a: not authorised'],
		[{source: 'mntr', server: 'zk1:2181', message: 'is shut'}, '! zk1:2181 mntr: is shut'],
		[{source: 'session', message: 'no server\u001B[2J'}, String.raw`! session: no server\x1b[2J`],
	])('says where, and what: %j', (problem, line) => {
		expect(problemLines([problem, problem])).toEqual([line]);
	});
});

describe('a znode that is not there', () => {
	const demo = demoServer();
	const verbs: ReadonlyArray<
		readonly [readonly string[], (options: Options) => Promise<number>, readonly string[]]
	> = [
		[['tree', '/nope'], tree, []],
		[['znode', '/nope'], znode, []],
		[['usage', '/nope'], usage, []],
		[['find', 'x', '/nope'], find, []],
		[['diff', '/nope', '/nope'], diff, []],
		[['diff', '/nope', '--since', '0x1'], diff, []],
		[['growth', '/nope'], growth, ['--interval', '0.2']],
		[['locks', '/nope'], locks, ['--interval', '0.2']],
		[['groups', '/nope'], groups, ['--interval', '0.2']],
	];

	it.each(verbs)('is told of alike, and ends with 3: %j', patient, async (words, verb, flags) => {
		const argv = [...words, ...flags, '-c', demo.connectString];
		await runVerbUntil(verb, argv, ({code, text}) => {
			expect(code).toBe(3);
			const {problems} = JSON.parse(text) as {readonly problems: readonly object[]};
			expect(problems[0]).toEqual({path: '/nope', source: 'znode', kind: 'no-node', message});
		});
		await runVerbUntil(verb, [...argv, '--table'], ({code, text, stderr}) => {
			expect(code).toBe(3);
			const lines = (text + stderr).split('\n').filter(line => line.startsWith('! '));
			expect(lines).toEqual([`! ${message}`]);
		});
	});

	it.each([['elections'], ['registries'], ['tx', 'status'], ['transactions']])(
		'is told of alike by verbs that coordinate: zktop %s %s',
		async (...words) => {
			const {code, stdout} = await runRecipe([...words, '/nope', '-c', demo.connectString]);
			expect(code).toBe(3);
			expect(JSON.parse(stdout)).toMatchObject({
				problems: [{path: '/nope', source: 'znode', kind: 'no-node', message}],
			});
		},
	);
});
