// `npm test`: everything that must hold, in the order in which it fails fastest; stops at the first step that fails.
import {spawnSync} from 'node:child_process';
import {delimiter, join, resolve} from 'node:path';
import {provide} from './helpers/provide.ts';
import {add, formatTally, nothing, readTally} from './helpers/tally.ts';
import {makeTempFolder} from './helpers/temp-folder.ts';

const bin = resolve(import.meta.dirname, '../node_modules/.bin');
const env = {...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`};
const reports = makeTempFolder('reports');

let tally = nothing;
let leftOut: readonly string[] = [];

const run = (command: string, ...args: string[]): boolean =>
	spawnSync(command, args, {env, stdio: 'inherit'}).status === 0;

const script = (name: string): boolean => run('npm', 'run', '--silent', name);

const suite = (project: string): boolean => {
	const report = join(reports.path, `${project}.json`);
	const passed = run(
		'vitest',
		'run',
		'--project',
		project,
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${report}`,
	);
	tally = add(tally, readTally(report));
	return passed;
};

const steps: ReadonlyArray<readonly [name: string, passes: () => boolean]> = [
	['typecheck', () => script('typecheck')],
	['lint', () => script('lint')],
	['unit', () => suite('unit')],
	[
		'provide',
		() => {
			leftOut = provide();
			// Where everything is meant to be there (.ci/run says so), a gap is a failure.
			return leftOut.length === 0 || process.env['ZKTOP_TESTS'] !== 'all';
		},
	],
	['build', () => script('build')],
	['integration', () => suite('integration')],
	['pty', () => suite('pty')],
];

const failing = steps.find(([name, passes]) => {
	console.log(`\n── ${name}`);
	return !passes();
});

if (leftOut.length > 0) {
	console.log(`\n!!!! LEFT OUT: ${leftOut.join('; ')} !!!!`);
}

if (failing !== undefined) {
	console.log(`\n✗ ${failing[0]} fails; what comes after it was not run`);
	// A step that is no test, or a runner that broke: still one failure.
	tally = tally.failed === 0 ? {...tally, failed: 1} : tally;
	process.exitCode = 1;
}

console.log(`\n${formatTally(tally)}`);
