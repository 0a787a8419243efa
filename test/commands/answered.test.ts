// Whether a twin has all its answers: source/commands/answered.ts
import {expect, it} from 'vitest';
import {isAnswered} from '../../source/commands/answered.ts';
import {problemsOf} from '../../source/commands/problems.ts';
import {noInterests} from '../../source/collect/interests.ts';
import type {Arrival} from '../../source/collect/sample.ts';
import type {FailureKind} from '../../source/zookeeper/errors.ts';
import {answers, connects, everything, scripted, statOf} from '../store/scripted.ts';

const node = '/leader/a';
const asked = {...noInterests, contents: [node], values: ['/count']};

const data = (path: string, failure: FailureKind | undefined): Arrival =>
	({
		of: 'data',
		path,
		answer:
			failure === undefined
				? {kind: 'fresh', value: {data: Buffer.from('7'), stat: statOf()}, at: 0}
				: {kind: 'failed', failure: {kind: failure, message: `${path}: ${failure}`}, at: 0},
	}) as unknown as Arrival;

const after = (...told: readonly Arrival[]) => {
	const {sample} = scripted();
	sample(0, ...everything(), answers('zk3', 'dump'), connects('zk1', '0x1'));
	return sample(1, ...everything(['cons']), data('/count', undefined), ...told);
};

it.each([
	['no-auth', true],
	['no-node', true],
	['disconnected', false],
	[undefined, true],
] as const)('data that is answered by %s is waited for no longer: %s', (failure, isOver) => {
	expect(isAnswered(after(), asked)).toBe(false);
	expect(isAnswered(after(data(node, failure)), asked)).toBe(isOver);
});

it('data that may not be read, or was not in time, is a problem; that of a znode that is gone is none', () => {
	expect(problemsOf(after(data(node, 'no-auth')), asked)).toEqual([
		{path: node, source: 'znode', kind: 'no-auth', message: `${node}: no-auth`},
	]);
	expect(problemsOf(after(), {...asked, contents: [node, '/leader/b']})).toEqual([
		{
			path: node,
			source: 'znode',
			kind: 'unasked',
			message: `${node}: its data was not read within the time of this run (and 1 more like it)`,
		},
	]);
	expect(problemsOf(after(data(node, 'no-node')), asked)).toEqual([]);
	expect(problemsOf(after(data(node, 'no-auth'), data(node, undefined)), asked)).toEqual([]);
});
