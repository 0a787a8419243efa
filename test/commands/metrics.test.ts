// source/commands/metrics.ts: the names that are asked for, on the words of a recorded server
import {expect, it} from 'vitest';
import {metrics} from '../../source/commands/metrics.ts';
import {wordServer} from '../collect/word-server.ts';
import {runVerb, type VerbRun} from './verb-run.ts';

const metricsOf = async (...words: readonly string[]): Promise<VerbRun> => {
	const {host} = await wordServer();
	return runVerb(metrics, ['metrics', ...words, '-c', host.name, '--interval', '0.2']);
};

type Printed = {
	readonly metrics: ReadonlyArray<{readonly name: string}>;
	readonly problems: readonly object[];
};

it.each([
	['avg_latncy', 'did you mean "avg_latency"?'],
	['latncy', 'did you mean "latency", as in '],
	['nowhere-near', 'zktop metrics --table lists all of them'],
])('a name that no metric has is a problem with what was probably meant: %s', async (name, fix) => {
	const {code, text} = await metricsOf(name, 'outstanding');
	const printed = JSON.parse(text) as Printed;
	expect(code).toBe(3);
	expect(printed.metrics).not.toEqual([]);
	expect(printed.problems).toMatchObject([
		{
			kind: 'no-metric',
			message: expect.stringContaining(`no metric has "${name}" in its name; ${fix}`) as string,
		},
	]);
});

it('a table says so, too', async () => {
	const {code, text} = await metricsOf('avg_latncy', '--table');
	expect(code).toBe(3);
	expect(text).toMatch(/^! metrics: no metric has "avg_latncy" in its name; did you mean "avg_latency"\?$/m);
});

it('mntr’s names are found with its prefix as without it', async () => {
	const {code, text} = await metricsOf('zk_avg_latency');
	expect(code).toBe(0);
	expect((JSON.parse(text) as Printed).metrics.map(({name}) => name)).toContain('avg_latency');
});
