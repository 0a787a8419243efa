// From the start of the process to the first frame with data of all servers; builds and Debian's zktop take turns.
import {median, type Figure} from '../figures.ts';
import {cpuMs} from './process.ts';
import {debian, isComplete, type Program} from './programs.ts';
import {replay} from './tape.ts';

const rounds = 11;

type Round = {readonly ms: number; readonly cpuMs: number};

const measure = async (program: Program, connectString: string): Promise<Round> => {
	const {terminal, startedAtMs, shots} = program.open(connectString);
	const complete = isComplete(program);
	await terminal.waitFor(complete);
	const cpu = cpuMs(terminal.pid);
	await terminal.close();
	let completeAtMs: number | undefined;
	await replay(shots, (rows, atMs) => {
		if (complete(rows)) {
			completeAtMs ??= atMs;
		}
	});
	return {ms: (completeAtMs ?? Number.NaN) - startedAtMs, cpuMs: cpu};
};

export const measureFirstFrame = async (
	builds: readonly Program[],
	connectString: string,
): Promise<readonly Figure[]> => {
	const results = new Map([debian, ...builds].map(program => [program, [] as Round[]]));
	for (let round = 0; round < rounds; round++) {
		for (const [program, all] of results) {
			all.push(await measure(program, connectString));
		}
	}

	const medianOf = (program: Program): number => median((results.get(program) ?? []).map(({ms}) => ms));
	return [...results].map(([program, all]) => ({
		figure: 'first-frame',
		program: program.name,
		ms: medianOf(program),
		fastest: Math.min(...all.map(({ms}) => ms)),
		cpuMs: median(all.map(({cpuMs}) => cpuMs)),
		rounds,
		...(program !== debian && {ratio: medianOf(program) / medianOf(debian), goalRatio: 0.8}),
	}));
};
