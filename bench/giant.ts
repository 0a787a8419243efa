// A parent of 1,000,000 children on a real server, open on the screen of the built zktop in a real terminal: how long it takes, and how
// long until a key is seen, and what is held in memory; by name, while all Stats are read to sort by them, and sorted. One line of JSON
// per figure. `npm run bench:giant [-- COUNT]`
import process from 'node:process';
import {performance} from 'node:perf_hooks';
import {loadBulk} from '../test/helpers/bulk-loader.ts';
import {startEnsemble} from '../test/helpers/ensemble.ts';
import {startWriter} from '../test/helpers/writer.ts';
import {formatCount} from '../source/ui/format.ts';
import {report} from './figures.ts';
import {walkDown} from './screen/keys.ts';
import {residentMb} from './screen/process.ts';
import {openTaped} from './screen/tape.ts';

const children = Number(process.argv[2] ?? 1_000_000);
const parent = '/jobs';
/** Has 300 children: what a key takes among them, on the same machine at the same time, is what a million is to be compared with. */
const few = '/few';
const patient = {withinMs: 600_000};
const goals = {goalP50: 16, goalP95: 33};
const goalMb = 400;

const ensemble = await startEnsemble({servers: 1, env: {_JAVA_OPTIONS: '-Xmx3g'}});

/** As short as they are read in a narrow column. */
function* rows(below: string, count: number): Generator<string, undefined> {
	for (let row = 0; row < count; row++) {
		yield `${below}/${nameOf(row)}`;
	}
}

const nameOf = (row: number): string => `row${String(row).padStart(7, '0')}`;

const fill = async (): Promise<void> => {
	const writer = await startWriter(ensemble.connectString);
	await writer.createAll([parent, few]);
	await writer.close();
	await loadBulk(ensemble.connectString, rows(few, 300));
	await loadBulk(ensemble.connectString, rows(parent, children));
};

const msOf = async (work: () => Promise<void>): Promise<number> => {
	const start = performance.now();
	await work();
	return performance.now() - start;
};

const measure = async (): Promise<void> => {
	const taped = openTaped({
		command: process.execPath,
		args: ['dist/cli.js', ensemble.connectString, '--budget', 'none'],
	});
	const {terminal} = taped;
	const tell = (figure: Readonly<Record<string, string | number>>): void => {
		report('giant', {...figure, children, rssMb: residentMb(terminal.pid), goalMb});
	};
	const toFirst = async (below: string): Promise<void> => {
		terminal.press(`:goto ${below}/${nameOf(0)}\r`);
		await terminal.waitFor(/▌ +row0000000 /, patient);
	};
	const walk = async (rows: string, below = parent): Promise<void> => {
		await toFirst(below);
		const [{figure, ...latencies}] = await walkDown(taped);
		tell({figure: `${figure ?? ''}, ${rows}`, ...latencies, ...goals});
	};

	await terminal.waitFor('▸ zookeeper', patient);
	await walk('among 300', few);
	terminal.press(`:goto ${few}\r`);
	await terminal.waitFor(/▌ +▾ few/, patient);
	terminal.press('h');
	await terminal.waitFor(/▌ +▸ few/, patient);
	terminal.press(`:goto ${parent}\r`);
	await terminal.waitFor(new RegExp(`▌ +▸ jobs +${formatCount(children)}`), patient);
	terminal.press('l');
	await terminal.waitFor(`${formatCount(children)} children`, patient);
	tell({
		figure: 'listing to screen',
		ms: await msOf(async () => {
			terminal.press('a');
			await terminal.waitFor(`${nameOf(0)} `, patient);
		}),
	});
	await walk('by name');
	terminal.press('sv');
	await terminal.waitFor(/esc stops/, patient);
	await walk('while all Stats are read');
	tell({
		figure: 'all Stats read and sorted',
		ms: await msOf(async () =>
			terminal.waitFor(rows => !rows.some(row => row.includes('esc stops')), patient),
		),
	});
	await walk('by version');
	await terminal.close();
};

try {
	const ms = await msOf(fill);
	report('giant', {figure: 'loaded by transactions of 1,000', children, ms});
	await measure();
} finally {
	await ensemble.stop();
}
