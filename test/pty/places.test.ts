// Ways to a znode on a real terminal: :goto completes from the server, marks are there again in a later run.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {Ensemble} from '../../source/demo/ensemble/ensemble.ts';
import {openSession} from '../../source/recipes/session.ts';
import {makeTempFolder, type TempFolder} from '../helpers/temp-folder.ts';
import {keys, open, patient, press} from './story.ts';

const ensemble = new Ensemble({servers: 1});
let home: TempFolder;
beforeAll(async () => {
	home = makeTempFolder('places');
	await ensemble.start();
	const client = await openSession(ensemble.connectString);
	for (const path of ['/apps', '/apps/billing', '/apps/billing/eu', '/apps/billing/us', '/apps/orders']) {
		await client.create(path);
	}

	await client.close();
});
afterAll(() => {
	ensemble.stop();
	home.remove();
});

it(':goto completes from the server what was never opened, and opens the tree down to it', async () => {
	const terminal = open([ensemble.connectString], {columns: 100, rows: 30});
	await terminal.waitFor('▸ zookeeper', patient);
	await press(terminal, ':goto /apps/b\t', ':goto /apps/billing');
	await press(terminal, '/\t', /:goto \/apps\/billing\/ .*eu {2}\S*us/);
	await press(terminal, `u\t${keys.enter}`, /▌ +us/);
	expect(terminal.text()).toMatch(/▾ billing/);
});

it('a mark leads back, in a later run too', async () => {
	const options = {columns: 100, rows: 30, env: {XDG_STATE_HOME: home.path}};
	const first = open([ensemble.connectString], options);
	await first.waitFor('▸ zookeeper', patient);
	await press(first, `:goto /apps/orders${keys.enter}`, /▌ +orders/);
	await press(first, 'm', 'mark /apps/orders with which letter?');
	await press(first, 'o', 'o marks /apps/orders');
	await press(first, 'gm', 'mark / with which letter?');
	await press(first, keys.escape, /describe/);
	await press(first, "'o", /▌ +orders/);
	first.press('q');
	expect(await first.exited).toMatchObject({exitCode: 0});
	const later = open([ensemble.connectString], options);
	await later.waitFor('▸ zookeeper', patient);
	await press(later, "'", 'go to which letter? o /apps/orders');
	await press(later, 'x', 'nothing is marked x');
	await press(later, "'o", /▌ +orders/);
});
