// A screen that nobody touches, on servers where only the clock and the rates change.
import {setTimeout as sleep} from 'node:timers/promises';
import {median, type Figure} from '../figures.ts';
import {residentMb, startCpu} from './process.ts';
import type {Shot, Taped} from './tape.ts';

const warmUpMs = 5000;
const quietMs = 25_000;
/** Writes of one frame come at once, frames an interval apart. */
const gapMs = 100;

export const measureQuiet = async ({terminal, shots}: Taped): Promise<readonly Figure[]> => {
	await sleep(warmUpMs);
	const before = shots.length;
	const cpu = startCpu(terminal.pid);
	await sleep(quietMs);
	const cpuPercent = cpu();
	const frames = framesOf(shots.slice(before));
	return [
		{figure: 'cpu-quiet', percent: cpuPercent, seconds: quietMs / 1000, goal: 3},
		{figure: 'bytes-per-quiet-tick', bytes: median(frames), frames: frames.length},
		{figure: 'rss-idle', mb: residentMb(terminal.pid), goal: 150},
	];
};

/** Bytes of each frame. */
const framesOf = (shots: readonly Shot[]): readonly number[] => {
	const frames: number[] = [];
	let lastMs = Number.NEGATIVE_INFINITY;
	for (const {atMs, chunk} of shots) {
		const bytes = (atMs - lastMs < gapMs ? frames.pop() : 0) ?? 0;
		frames.push(bytes + chunk.length);
		lastMs = atMs;
	}

	return frames;
};
