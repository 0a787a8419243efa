// A scan of all znodes by `zktop usage`, beside a bare socket and kazoo, on one server and in turns; and 150,000 children listed on the
// screen. One line of JSON per figure. `npm run bench:scan`
import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {loadBulk, manyChildren} from '../test/helpers/bulk-loader.ts';
import {startEnsemble} from '../test/helpers/ensemble.ts';
import {startWriter} from '../test/helpers/writer.ts';
import {findKazoo} from '../test/helpers/zookeeper-home.ts';
import {openZktop} from '../test/helpers/zktop.ts';
import {median, report} from './figures.ts';
import {bareScan, type Scan} from './scan/bare.ts';

const rounds = 5;
const groups = 60;
const inGroup = 1000;
const giant = 150_000;
const run = promisify(execFile);

const ensemble = await startEnsemble({servers: 1, env: {_JAVA_OPTIONS: '-Xmx1g'}});
const {connectString} = ensemble;
const port = ensemble.servers[0]?.clientPort ?? 0;

const fill = async (): Promise<void> => {
	const writer = await startWriter(connectString);
	const parents = Array.from({length: groups}, (_, index) => `/groups/g${index}`);
	await writer.createAll(['/groups', ...parents]);
	await writer.close();
	for (const parent of parents) {
		await loadBulk(connectString, manyChildren(parent, inGroup));
	}
};

const zktopScan = async (): Promise<Scan> => {
	const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
	const args = [cli, 'usage', '/', '--budget', 'none', '-c', connectString];
	const {stdout} = await run(process.execPath, args, {maxBuffer: 1 << 26});
	const {bytes, scan} = JSON.parse(stdout) as {
		readonly bytes: number;
		readonly scan: {readonly read: number; readonly tookMs: number};
	};
	return {znodes: scan.read, bytes, ms: scan.tookMs};
};

const kazooScan = async (python: string): Promise<Scan> => {
	const script = fileURLToPath(new URL('scan/kazoo_scan.py', import.meta.url));
	return JSON.parse((await run(python, [script, connectString])).stdout) as Scan;
};

/** Over one session and as fast as it goes, which no option of the verb asks for: as kazoo does it, and the bare socket. */
const oneSessionScan = async (): Promise<Scan> => {
	const script = fileURLToPath(new URL('scan/one-session.ts', import.meta.url));
	return JSON.parse((await run(process.execPath, [script, connectString])).stdout) as Scan;
};

const scanAll = async (): Promise<void> => {
	const python = findKazoo();
	const scans = {
		bare: async () => bareScan(port),
		zktop: zktopScan,
		'zktop, one session': oneSessionScan,
		...(python !== undefined && {kazoo: async () => kazooScan(python)}),
	};
	const perSecond = new Map<string, number[]>();
	const counted = new Set<string>();
	for (let round = 0; round < rounds; round++) {
		for (const [name, scan] of Object.entries(scans)) {
			const {znodes, bytes, ms} = await scan();
			counted.add(`${znodes} znodes, ${bytes} bytes`);
			perSecond.set(name, [...(perSecond.get(name) ?? []), (znodes / ms) * 1000]);
		}
	}

	if (counted.size !== 1) {
		throw new Error(`they do not count the same: ${[...counted].join('; ')}`);
	}

	const medianOf = (name: string): number => median(perSecond.get(name) ?? []);
	const ratiosTo = (name: string, program: string): readonly number[] =>
		(perSecond.get(name) ?? []).map(
			(other, round) => (perSecond.get(program)?.[round] ?? Number.NaN) / other,
		);
	for (const name of perSecond.keys()) {
		report('scan', {figure: 'znodes a second', program: name, perSecond: medianOf(name), rounds});
	}

	for (const program of ['zktop', 'zktop, one session']) {
		for (const [name, goal] of [
			['bare', 0.85],
			['kazoo', 1.5],
		] as const) {
			const ratio = median(ratiosTo(name, program));
			report('scan', {figure: `${program}, to ${name}`, ratio, goal, rounds});
		}
	}
};

const listOnScreen = async (): Promise<void> => {
	const writer = await startWriter(connectString);
	await writer.createAll(['/jobs']);
	await writer.close();
	await loadBulk(connectString, manyChildren('/jobs', giant));
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const terminal = openZktop([connectString], {columns: 120, rows: 36});
		const patient = {withinMs: 60_000};
		await terminal.waitFor('▸ zookeeper', patient);
		terminal.press(':goto /jobs\r');
		await terminal.waitFor(/▌ +▸ jobs +150,000/, patient);
		terminal.press('l');
		await terminal.waitFor('150,000 children', patient);
		const start = performance.now();
		terminal.press('a');
		await terminal.waitFor(/-0000000000 /, patient);
		times.push(performance.now() - start);
		await terminal.close();
	}

	report('scan', {figure: 'listing to screen', children: giant, ms: median(times), rounds});
};

// `-- scan` or `-- listing`: that alone.
const [only] = process.argv.slice(2);

try {
	if (only !== 'listing') {
		await fill();
		await scanAll();
	}

	if (only !== 'scan') {
		await listOnScreen();
	}
} finally {
	await ensemble.stop();
}
