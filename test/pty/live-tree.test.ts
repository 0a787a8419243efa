// The tree follows what happens in it: marks come and go, rows are sorted, on the demo's ensemble.
import {expect, it} from 'vitest';
import {demoServer} from '../helpers/demo-server.ts';
import type {Terminal} from '../helpers/terminal.ts';
import {keys, open, patient, press} from './story.ts';

const demo = demoServer(async client => {
	for (const [path, bytes] of [
		['/app', 0],
		['/app/alpha', 10],
		['/app/beta', 3000],
		['/app/gamma', 200],
	] as const) {
		await client.create(path, {data: Buffer.alloc(bytes)});
	}
});

/** The names of the rows below `/app`, as they stand on the screen. */
const below = (terminal: Terminal): readonly string[] =>
	terminal.screen().flatMap(row => /^│.? {6}(?<name>[a-z]+) /.exec(row)?.groups?.['name'] ?? []);

const opened = async (): Promise<Terminal> => {
	const terminal = open([demo.connectString], {columns: 120, rows: 36});
	await terminal.waitFor(/▸ app/, patient);
	terminal.press(keys.down);
	await press(terminal, keys.right, /gamma .*200 B/);
	return terminal;
};

it('marks what is new, written and gone, and takes the marks away again', async () => {
	const terminal = await opened();
	await demo.client.create('/app/delta', {data: Buffer.from('1')});
	await terminal.waitFor(/delta \+/, patient);
	await demo.client.setData('/app/alpha', Buffer.alloc(11));
	await terminal.waitFor(/alpha ~ .*11 B/, patient);
	await demo.client.remove('/app/delta');
	await terminal.waitFor(/delta -/, patient);
	await terminal.waitFor(rows => !/alpha ~|delta/.test(rows.join()), patient);
	expect(below(terminal)).toEqual(['alpha', 'beta', 'gamma']);
});

it('sorts by size, says so at the column, and sorts anew when a size has changed', async () => {
	const terminal = await opened();
	terminal.press('s');
	await press(terminal, 's', /↓SIZE/);
	await terminal.waitFor(() => below(terminal).join() === 'beta,gamma,alpha', patient);
	await demo.client.setData('/app/alpha', Buffer.alloc(9000));
	await terminal.waitFor(() => below(terminal).join() === 'alpha,beta,gamma', patient);
	await press(terminal, ':', /:/);
	await press(terminal, 'sort name\r', /CHILDREN {3}SIZE/);
	expect(below(terminal)).toEqual(['alpha', 'beta', 'gamma']);
});
