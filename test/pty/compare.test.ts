// What = compares on a real terminal: versions of a value as it changes, and a subtree with before.
import {expect, it} from 'vitest';
import {demoServer} from '../helpers/demo-server.ts';
import {keys, open, patient, press} from './story.ts';

const demo = demoServer(async client => {
	await client.create('/app', {data: Buffer.from('port=1\nhost=zk1\n')});
	await client.create('/other', {data: Buffer.from('port=9\nhost=zk1\n')});
});

it('a value that changes while it is looked at, two znodes, and what is new below a znode', async () => {
	const terminal = open([demo.connectString], {columns: 110, rows: 30});
	await terminal.waitFor('▸ zookeeper', patient);
	await press(terminal, `:goto /app${keys.enter}${keys.enter}`, /port=1/);
	await demo.client.setData('/app', Buffer.from('port=2\nhost=zk1\n'));
	await terminal.waitFor(/port=2/, patient);
	await press(terminal, '=', /Versions of \/app seen in this run: 1 and 2 of 2/);
	expect(terminal.text()).toMatch(/− port=1 [^]*\+ port=2 /);
	await press(terminal, keys.escape, /─ Describe ─/);
	await press(terminal, `:diff /app /other${keys.enter}`, /\+ port=9/);
	await press(terminal, keys.escape, /─ Describe ─/);
	await press(terminal, keys.escape, rows => !rows.join().includes('─ Describe ─'));
	await demo.client.create('/app/new');
	await press(terminal, 'g=', /Changes below \/ since /);
	await press(terminal, keys.enter, /1 created, 1 changed, 0 or more lost children/);
	expect(terminal.text()).toMatch(/~ \/app [^]*\+ \/app\/new /);
	await press(terminal, keys.escape, /▌▾ \//);
});
