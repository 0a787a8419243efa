// The value of a znode on a real terminal: forms, what is looked for, the clipboard and the pager.
import {deflateSync} from 'node:zlib';
import {expect, it} from 'vitest';
import {demoServer} from '../helpers/demo-server.ts';
import {keys, open, patient, press} from './story.ts';

const long = Array.from({length: 39_000}, (_, index) => `line ${index} of a long value`).join('\n');
const demo = demoServer(async client => {
	await client.create('/json', {data: deflateSync('{"port":80,"up":true}')});
	await client.create('/long', {data: Buffer.from(long)});
});

const size = {columns: 110, rows: 30};

it('is unpacked, recognised and shown in other forms', async () => {
	const terminal = open([demo.connectString], size);
	await terminal.waitFor('▸ zookeeper', patient);
	await press(terminal, `/json${keys.enter}${keys.enter}`, /zlib of \d+ B, json \(v: text, hex, stored\)/);
	expect(terminal.screen().join('\n')).toMatch(/"port": 80,/);
	await press(terminal, 'v', '{"port":80,"up":true}');
	await press(terminal, 'v', /000000 {2}7b 22/);
	await press(terminal, 'v', /000000 {2}78 9c/);
});

it('of a mebibyte opens, is looked through, and comes whole through the pager and back', async () => {
	expect(long.length).toBeGreaterThan(1_000_000);
	// It reads its keys late: whoever else still reads this terminal would have them before.
	const count = `awk 'END {print NR " lines, " $2 " is the last"}'; sleep 0.5; read answer </dev/tty; echo "got $answer"`;
	const terminal = open([demo.connectString], {...size, env: {PAGER: count}});
	await terminal.waitFor('▸ zookeeper', patient);
	await press(terminal, `/long${keys.enter}${keys.enter}`, /data 1,?\d+ KB, text/);
	await press(terminal, '/38000 of', /"38000 of" 1 of 1 · /);
	await press(terminal, keys.enter, /line 38000 of a long value/);
	await press(terminal, 'o', '39000 lines, 38999 is the last');
	expect(terminal.alternate).toBe(false);
	// Each key is the pager's.
	await press(terminal, 'jqx\r', /line 38000 of a long value/);
	expect(terminal.alternate).toBe(true);
	await press(terminal, 'g', /data 1,?\d+ KB, text/);
	await press(terminal, 'C', /the value is 1,?\d+ KB, the clipboard takes 74,994 bytes/);
});
