// A password is asked for on the terminal, shown nowhere, and the screen has the keys afterwards.
import {createServer, type Server} from 'node:net';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {makeTempFolder, type TempFolder} from '../helpers/temp-folder.ts';
import {keys, open, patient, press} from './story.ts';

const secret = 'hunter2';
const question = 'password of digest user zoe:';
let home: TempFolder;
/** Takes connections and says nothing. */
let silent: Server;
let address = '';

beforeEach(async () => {
	home = makeTempFolder('home');
	silent = createServer(socket => socket.on('error', () => undefined));
	await new Promise<void>(resolve => {
		silent.listen(0, '127.0.0.1', resolve);
	});
	const at = silent.address();
	address = `127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`;
});
afterEach(() => {
	silent.close();
	home.remove();
});

it('is not shown, and what follows has the keys', async () => {
	const terminal = open([address, '--auth', 'digest:zoe'], {env: {HOME: home.path}});
	await terminal.waitFor(question, patient);
	terminal.press(`wrong${keys.ctrl('u')}${secret}`);
	terminal.press(keys.enter);
	await terminal.waitFor(/LIVE/, patient);
	await press(terminal, '?', /On the screen/);
	await press(terminal, keys.escape, rows => !rows.join().includes('On the screen'));
	terminal.press('q');
	expect(await terminal.exited).toMatchObject({exitCode: 0});
	expect(terminal.raw()).not.toMatch(/hunter|wrong/);
	expect(terminal.text()).toContain(question);
});

it('is asked for no more after ctrl-c, and the terminal echoes again', async () => {
	const terminal = open([address, '--auth', 'digest:zoe'], {env: {HOME: home.path}});
	await terminal.waitFor(question, patient);
	terminal.press(`hunt${keys.ctrl('c')}`);
	expect(await terminal.exited).toMatchObject({signal: 2});
	expect(terminal.raw()).not.toContain('hunt');
});

it('says that any certificate is believed, in red', async () => {
	const terminal = open([address, '--insecure'], {env: {HOME: home.path}, columns: 120});
	await terminal.waitFor(/INSECURE: TLS not verified +LIVE/, patient);
	const column = (terminal.screen()[0] ?? '').indexOf('INSECURE');
	expect(terminal.cell(0, column)).toMatchObject({foreground: 1, bold: true});
	terminal.resize(60, 20);
	await terminal.waitFor(/INSECURE +LIVE/, patient);
});
