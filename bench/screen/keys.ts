// The cursor walks down an open folder at 30 keys a second: how long until it is seen to move, and what that costs.
import {performance} from 'node:perf_hooks';
import {setTimeout as sleep} from 'node:timers/promises';
import {median, quantile, type Figure} from '../figures.ts';
import {residentMb, startCpu} from './process.ts';
import {folder, folderSize} from './scene.ts';
import {replay, size, type Taped} from './tape.ts';

const keys = 210;
const everyMs = 1000 / 30;
const [down, right] = ['\u001B[B', '\u001B[C'];
/** The cursor stands before a znode of the folder. */
const cursor = /▌ *(?:[▸▾] )?row0*(\d+)/;

export const measureKeys = async (taped: Taped): Promise<readonly Figure[]> => {
	await openFolder(taped);
	const [latencies, ...others] = await walkDown(taped);
	return [
		{...latencies, goalP95: 20},
		...others,
		{figure: 'rss-after-keys', mb: residentMb(taped.terminal.pid), goal: 150},
	];
};

/** From the first of the rows, which the cursor is on, that are named `row0000000000` and so on. */
export const walkDown = async (taped: Taped): Promise<readonly [Figure, ...Figure[]]> => {
	const {terminal, shots} = taped;
	const cpu = startCpu(terminal.pid);
	const pressedAtMs: number[] = [];
	const start = performance.now();
	for (let key = 0; key < keys; key++) {
		await sleep(Math.max(0, start + key * everyMs - performance.now()));
		pressedAtMs.push(performance.now());
		terminal.press(down);
	}

	const cpuPercent = cpu();
	await terminal.waitFor(rows => cursorRow(rows) === keys);
	const seenAtMs = await seen(taped, start);
	const latencies = pressedAtMs.map((pressed, key) => (seenAtMs[key + 1] ?? Number.NaN) - pressed);
	const bytes = pressedAtMs.map((pressed, key) => {
		const next = pressedAtMs[key + 1] ?? pressed + everyMs;
		return shots
			.filter(({atMs}) => atMs >= pressed && atMs < next)
			.reduce((sum, {chunk}) => sum + chunk.length, 0);
	});
	// Half a screen of moves does not scroll the tree, the second half of the walk does.
	return [
		{figure: 'key-to-frame', p50: median(latencies), p95: quantile(latencies, 0.95), keys},
		{figure: 'cpu-keys', percent: cpuPercent},
		{figure: 'bytes-per-cursor-move', bytes: median(bytes.slice(0, size.rows / 2))},
		{figure: 'bytes-per-scroll', bytes: median(bytes.slice(keys / 2))},
	];
};

const cursorRow = (rows: readonly string[]): number | undefined => {
	const [, row] = cursor.exec(rows.join('\n')) ?? [];
	return row === undefined ? undefined : Number(row);
};

/** Opens the folder and puts the cursor on its first znode. */
const openFolder = async ({terminal}: Taped): Promise<void> => {
	terminal.press(down);
	await terminal.waitFor(new RegExp(`▌ *▸ ${folder.slice(1)}`));
	terminal.press(right);
	await terminal.waitFor(new RegExp(`▾ ${folder.slice(1)} +${folderSize} `));
	await terminal.waitFor('row0');
	terminal.press(down);
	await terminal.waitFor(rows => cursorRow(rows) === 0);
	await sleep(1500);
};

/** When the cursor was first seen at or beyond each row, from then on. */
const seen = async ({shots}: Taped, fromMs: number): Promise<readonly number[]> => {
	const seenAtMs: number[] = [];
	await replay(shots, (rows, atMs) => {
		for (let row = seenAtMs.length; atMs >= fromMs && row <= (cursorRow(rows) ?? -1); row++) {
			seenAtMs.push(atMs);
		}
	});
	return seenAtMs;
};
