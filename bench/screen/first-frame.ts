// From the start of the process to the first frame with data of all servers; builds and Debian's zktop take turns.
import {median, quantile, type Figure} from '../figures.ts';
import {debian, isComplete, type Program} from './programs.ts';
import {replay} from './tape.ts';

const rounds = 11;

const timeOf = async (program: Program, connectString: string): Promise<number> => {
	const {terminal, startedAtMs, shots} = program.open(connectString);
	const complete = isComplete(program);
	await terminal.waitFor(complete);
	await terminal.close();
	let completeAtMs: number | undefined;
	await replay(shots, (rows, atMs) => {
		if (complete(rows)) {
			completeAtMs ??= atMs;
		}
	});
	return (completeAtMs ?? Number.NaN) - startedAtMs;
};

export const measureFirstFrame = async (
	builds: readonly Program[],
	connectString: string,
): Promise<readonly Figure[]> => {
	const programs = [debian, ...builds];
	const times = new Map(programs.map(program => [program, [] as number[]]));
	for (let round = 0; round < rounds; round++) {
		for (const [program, all] of times) {
			all.push(await timeOf(program, connectString));
		}
	}

	const yardstick = median(times.get(debian) ?? []);
	return [...times].map(([program, all]) => ({
		figure: 'first-frame',
		program: program.name,
		ms: median(all),
		fastest: Math.min(...all),
		p90: quantile(all, 0.9),
		rounds,
		...(program !== debian && {ratio: median(all) / yardstick, goalRatio: 0.8}),
	}));
};
