// source/collect/poller.ts: its end
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {expect, it} from 'vitest';
import {deadlineOf} from '../../source/collect/probes/words.ts';
import {startPolling} from './polling.ts';
import {silent, wordServer} from './word-server.ts';

const stopping = fileURLToPath(new URL('stopping-program.ts', import.meta.url));

it('delivers nothing once it is stopped, not even what was on its way', async () => {
	const server = await wordServer();
	const polling = startPolling({hosts: [server.host], intervalMs: 20});
	await polling.beats(2);
	polling.poller.stop();
	const [samples, asked] = [polling.samples.length, server.asked.length];
	await new Promise(resolve => {
		setTimeout(resolve, 150);
	});
	expect(polling.samples).toHaveLength(samples);
	const late = server.asked.slice(asked); // on their way when it was stopped
	expect(new Set(late).size).toBe(late.length);
});

it('lets the program end at once, though a server is frozen and another one just asked', async () => {
	const [frozen, live] = [await wordServer(), await wordServer()];
	frozen.behave(() => silent);
	const names = [frozen, live].map(({host}) => host.name);
	const program = spawn(process.execPath, ['--import', 'tsx', stopping, ...names], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const ended = once(program, 'exit');
	await once(program.stdout, 'data');
	const stoppedAt = performance.now();
	expect(await ended).toEqual([0, null]);
	// The frozen one was asked before: what waits for its answer waits nearly so long.
	expect(performance.now() - stoppedAt).toBeLessThan(deadlineOf('srvr') - 500);
});
