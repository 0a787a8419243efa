// How long a text verb takes from start to end, beside an empty node.
import {spawn} from 'node:child_process';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {median, type Figure} from '../figures.ts';

const rounds = 15;
const verbs: ReadonlyArray<readonly string[]> = [['servers', '--help'], ['--version']];

const timeOf = async (args: readonly string[]): Promise<number> =>
	new Promise((resolve, reject) => {
		const startedAtMs = performance.now();
		spawn(process.execPath, args, {stdio: 'ignore'})
			.on('error', reject)
			.on('exit', () => {
				resolve(performance.now() - startedAtMs);
			});
	});

export const measureTextVerbs = async (clis: readonly string[]): Promise<readonly Figure[]> => {
	const runs = [['-e', '0'], ...clis.flatMap(cli => verbs.map(verb => [cli, ...verb]))].map(args => ({
		args,
		times: [] as number[],
	}));
	for (let round = 0; round < rounds; round++) {
		for (const {args, times} of runs) {
			times.push(await timeOf(args));
		}
	}

	return runs.map(({args, times}) => ({
		figure: 'text-verb',
		command: `node ${args.join(' ')}`,
		ms: median(times),
		rounds,
	}));
};
