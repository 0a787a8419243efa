// cli.tsx: whose reader leaves before the end of the output
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {expect, it} from 'vitest';
import {wordServer} from '../collect/word-server.ts';

const cli = fileURLToPath(new URL('../../cli.tsx', import.meta.url));

it.each([
	['goes on for ever', ['--follow', '--interval', '0.2']],
	['is about to print', []],
])('ends a twin that %s, without a word', async (_, flags) => {
	const server = await wordServer();
	const program = spawn(process.execPath, [
		'--import',
		'tsx',
		cli,
		'servers',
		'-c',
		server.host.name,
		...flags,
	]);
	const said: string[] = [];
	program.stderr.on('data', (text: Buffer) => said.push(text.toString()));
	if (flags.length > 0) {
		await once(program.stdout, 'data');
	}

	program.stdout.destroy();
	expect(await once(program, 'exit')).toEqual([0, null]);
	expect(said).toEqual([]);
});
