// No end of the program that started an ensemble leaves a Java process behind, frozen or not.
import {readdirSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {createInterface} from 'node:readline';
import {expect, it} from 'vitest';
import {isAlive, plainEnv, startChild, type Child} from '../helpers/child.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder} from '../helpers/temp-folder.ts';
import {until} from '../helpers/until.ts';

type Running = {readonly program: Child; readonly pids: readonly number[]};

const foldersOf = (pid: number): string[] =>
	readdirSync(tmpdir()).filter(name => name.startsWith(`zktop-${pid}-`));

/** `npm run ensemble` with three servers, the second frozen. */
const runEnsemble = async (): Promise<Running> => {
	const program = await startChild({
		command: process.execPath,
		args: ['test/helpers/ensemble-cli.ts', '3'],
		env: plainEnv(),
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const {stdin, stdout} = program.process;
	const lines: string[] = [];
	createInterface({input: stdout ?? process.stdin}).on('line', line => lines.push(line));
	const said = async (word: string): Promise<unknown> =>
		until(
			() => lines.find(line => line.includes(word)),
			() => `the program says ${word}`,
		);
	await said('commands:');
	stdin?.write('freeze 2\n');
	await said('frozen');
	const pids = lines.flatMap(line => /pid (?<pid>\d+)/.exec(line)?.groups?.['pid'] ?? []).slice(0, 3);
	return {program, pids: pids.map(Number)};
};

const ended = async (pids: readonly number[]): Promise<true> =>
	until(
		() => pids.every(pid => !isAlive(pid)) || undefined,
		() => `${pids.join(', ')} have ended`,
		{withinMs: 5000, everyMs: 10},
	);

describeWithZooKeeper('a program that runs an ensemble', () => {
	it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('takes servers and files with it on %s', async signal => {
		const {program, pids} = await runEnsemble();
		expect(pids).toHaveLength(3);
		program.process.kill(signal);
		await program.exited;
		await ended(pids);
		expect(foldersOf(program.pid)).toEqual([]);
	});

	it('takes servers with it even when it is killed; the next run sweeps its files', async () => {
		const {program, pids} = await runEnsemble();
		await program.kill();
		await ended(pids);
		expect(foldersOf(program.pid)).toHaveLength(1);
		makeTempFolder('sweep').remove();
		expect(foldersOf(program.pid)).toEqual([]);
	});
});
