// source/commands/metrics.ts: the names that are asked for, on the words of a recorded server
import {expect, it} from 'vitest';
import {metrics} from '../../source/commands/metrics.ts';
import {wordServer} from '../collect/word-server.ts';
import {patient, runVerbUntil, type VerbRun} from './verb-run.ts';

const metricsOf = async (words: readonly string[], check: (run: VerbRun) => void): Promise<void> => {
	const {host} = await wordServer();
	await runVerbUntil(metrics, ['metrics', ...words, '-c', host.name, '--interval', '0.2'], check);
};

type Printed = {
	readonly metrics: ReadonlyArray<{readonly name: string}>;
	readonly problems: readonly object[];
};

it.each([
	['avg_latncy', 'did you mean "avg_latency"?'],
	['latncy', 'did you mean "latency", as in '],
	['nowhere-near', 'zktop metrics --table lists all of them'],
])('a name that no metric has is a problem with what was probably meant: %s', patient, async (name, fix) => {
	await metricsOf([name, 'outstanding'], ({code, text}) => {
		const printed = JSON.parse(text) as Printed;
		expect(code).toBe(3);
		expect(printed.metrics).not.toEqual([]);
		const message = expect.stringContaining(`no metric has "${name}" in its name; ${fix}`) as string;
		expect(printed.problems).toMatchObject([{kind: 'no-metric', message}]);
	});
});

it('a table says so, too', patient, async () => {
	await metricsOf(['avg_latncy', '--table'], ({code, text}) => {
		expect(code).toBe(3);
		expect(text).toMatch(
			/^! metrics: no metric has "avg_latncy" in its name; did you mean "avg_latency"\?$/m,
		);
	});
});

it('mntr’s names are found with its prefix as without it', patient, async () => {
	await metricsOf(['zk_avg_latency'], ({code, text}) => {
		expect(code).toBe(0);
		expect((JSON.parse(text) as Printed).metrics.map(({name}) => name)).toContain('avg_latency');
	});
});
