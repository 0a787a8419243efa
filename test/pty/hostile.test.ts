// What comes from ZooKeeper is untrusted: it is shown escaped, and nothing of it reaches the terminal raw.
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {
	startFake,
	int,
	buffer,
	listing,
	stat,
	type FakeZooKeeper,
	type Peer,
} from '../helpers/fake-zookeeper.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {recorded} from '../helpers/recorded-words.ts';
import {describeWithKazoo} from '../helpers/suites.ts';
import type {Terminal} from '../helpers/terminal.ts';
import {keys, open, patient, press} from './story.ts';

/** Colours that no theme has, a title, the clipboard, a bell, a C1 CSI, overrides, joiners and separators. */
const evil =
	'\u001B[35;45mpink\u001B]0;title\u0007\u001B]52;c;aGFja2Vk\u0007\u009B35;45m\u202Eright\u200D\u2028\u0085\u00AD\uFEFF';

const wide = {columns: 200, rows: 50} as const;

/** All that was sent, but for the sequences that move the cursor, clear, style, and switch the modes that zktop uses. */
const textOf = (terminal: Terminal): string =>
	terminal
		.raw()
		.replaceAll(/\u001B\[\d*(?:;\d*)?[A-HJKf]/g, '')
		.replaceAll(/\u001B\[(?:0|1|2|7|22|27|31|32|33|36|39|90)m/g, '')
		.replaceAll(/\u001B\[\?(?:25|1049|2004|2026|u)[hl]?/g, '');

const expectNothingRaw = (terminal: Terminal): void => {
	expect(textOf(terminal)).not.toMatch(/[^\P{C}\r\n]|[\u2028\u2029]/u);
};

describeWithKazoo('on a real server', () => {
	let ensemble: Ensemble;
	let client: Kazoo;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
		client = await startKazoo(ensemble.connectString);
		await client.do({do: 'create', path: '/data', data: `first\nsecond${evil}`});
		await client.do({do: 'create', path: '/json', data: JSON.stringify({evil})});
		await client.do({do: 'create', path: '/bytes', data: Uint8Array.of(27, 91, 51, 53, 109, 0, 255, 155)});
		await client.do({do: 'create', path: '/rlo\u202Eevil'});
		await client.do({do: 'create', path: '/zwj\u200Djoined'});
		await client.do({do: 'create', path: '/line\u2028separated'});
		const id = `user\u001B[35;45m\u202E:hash`;
		const world = {perms: 31, scheme: 'world', id: 'anyone'};
		await client.do({
			do: 'create',
			path: '/rights',
			data: 'x',
			acl: [world, {perms: 1, scheme: 'digest', id}],
		});
		await client.do({do: 'acquire', id: evil, path: '/lock\u202E', wait: true});
	});
	afterAll(async () => {
		await client.stop();
		await ensemble.stop();
	});

	const openTree = async (): Promise<Terminal> => {
		const terminal = open([ensemble.connectString], wide);
		await terminal.waitFor(/zwj<U\+200D>joined/, patient);
		return terminal;
	};

	/** Opens the card of a znode of the root. */
	const describeZnode = async (terminal: Terminal, name: string): Promise<void> => {
		await press(terminal, `/${name}${keys.enter}`, new RegExp(`▌ .*${name}`));
		await press(terminal, keys.enter, /─ stat ─/);
	};

	/** Closes the card, then clears the filter. */
	const leaveCard = async (terminal: Terminal): Promise<void> => {
		await press(terminal, keys.escape, /─ Servers ─/);
		await press(terminal, keys.escape, /zwj<U/);
	};

	it('names are shown escaped, in the tree and in titles', async () => {
		const terminal = await openTree();
		await terminal.waitFor('rlo<U+202E>evil', patient);
		await terminal.waitFor('line<U+2028>separated', patient);
		await terminal.waitFor('/lock<U+202E>: 1 in line', patient);
		await describeZnode(terminal, 'rlo');
		await terminal.waitFor(/─ Tree \/rlo<U\+202E>evil \/rlo ─/, patient);
		await leaveCard(terminal);
		await press(terminal, '3', /3 SESSIONS/);
		await press(terminal, keys.enter, /\/lock<U\+202E>\/\w+__lock__0000000000/);
		expectNothingRaw(terminal);
	});

	it('data is shown escaped, as text, in JSON and as hex', async () => {
		const terminal = await openTree();
		await describeZnode(terminal, 'data');
		await terminal.waitFor('│ first ', patient);
		await terminal.waitFor(
			String.raw`second\x1b[35;45mpink\x1b]0;title\x07\x1b]52;c;aGFja2Vk\x07\x9b35;45m`,
			patient,
		);
		await terminal.waitFor(String.raw`<U+202E>right<U+200D><U+2028>\x85\xad<U+FEFF>`, patient);
		await press(terminal, 'v', /000000 {2}66 69 72 73 74 0a/);
		expectNothingRaw(terminal);

		await leaveCard(terminal);
		await describeZnode(terminal, 'json');
		await terminal.waitFor(/"evil": "\\+u?0*x?1b\[35;45mpink/, patient);
		await leaveCard(terminal);
		await describeZnode(terminal, 'bytes');
		await terminal.waitFor(/000000 {2}1b 5b 33 35 6d 00 ff 9b +\.\[35m\.\.\./, patient);
		expectNothingRaw(terminal);
	});

	it('rights are shown escaped', async () => {
		const terminal = await openTree();
		await describeZnode(terminal, 'rights');
		await terminal.waitFor(String.raw`digest:user\x1b[35;45m<U+202E>:hash  read`, patient);
		expectNothingRaw(terminal);
	});

	it('text pasted into the filter is escaped too', async () => {
		const terminal = await openTree();
		await press(terminal, '/', /^ \/ /m);
		terminal.press(`\u001B[200~a\u001B]52;c;aGFja2Vk\u0007\u202E\u001B[201~`);
		await terminal.waitFor(String.raw` /a\x1b]52;c;aGFja2Vk\x07<U+202E>`, patient);
		expectNothingRaw(terminal);
	});
});

describe('on a server that lies', () => {
	let server: FakeZooKeeper;
	const name = `a${evil}b`;

	const words: Readonly<Record<string, string>> = {
		srvr: recorded('3.8.0/standalone', 'srvr'),
		mntr: `${recorded('3.8.0/standalone', 'mntr')}zk_version\t${evil}\n`,
		conf: recorded('3.8.0/standalone', 'conf'),
		cons: `${recorded('3.8.0/standalone', 'cons').replaceAll('lop=PING', 'lop=\u001B[35;45m')} /\u001B[35;45m127.0.0.1:1[1](queued=0,recved=1,sent=1,sid=0x1,lop=\u202E,est=1,to=1,lcxid=0x1,lzxid=0x1,lresp=1,llat=0,minlat=0,avglat=0,maxlat=9)\n`,
		dump: recorded('3.8.0/standalone', 'dump').replaceAll('/app/members/m-sa', `/locks/${evil}/m-sa`),
	};

	const answer = (peer: Peer, type: number, xid: number): void => {
		switch (type) {
			case 12: {
				peer.reply(xid, listing([name, '\u001B[2J', '\u0000', '\u009B2J', 'bell\u0007']));
				break;
			}

			case 4: {
				peer.reply(xid, Buffer.concat([buffer(evil), stat]));
				break;
			}

			case 6: {
				peer.reply(xid, Buffer.concat([int(1), int(31), buffer(evil), buffer(evil), stat]));
				break;
			}

			default:
				peer.reply(xid, stat);
		}
	};

	beforeAll(async () => {
		server = await startFake({
			connected({socket}) {
				socket.once('data', (chunk: Buffer) => {
					const said = words[chunk.toString('latin1')];
					if (said !== undefined) {
						socket.end(said);
					}
				});
			},
			asked(peer, {xid, type}) {
				answer(peer, type, xid);
			},
		});
	});
	afterAll(async () => server.stop());

	it('names with control characters are shown escaped', async () => {
		const terminal = open([server.host.name], wide);
		await terminal.waitFor(String.raw`a\x1b[35;45mpink\x1b]0;title`, patient);
		await terminal.waitFor(String.raw`bell\x07`, patient);
		await terminal.waitFor(String.raw`\x9b2J`, patient);
		await terminal.waitFor(String.raw`\0`, patient);
		expectNothingRaw(terminal);
	});

	it('locks, sessions and cards are shown escaped', async () => {
		const terminal = open([server.host.name], wide);
		await terminal.waitFor(/1 LOCKS 1/, patient);
		await terminal.waitFor(/in line/, patient);
		await press(terminal, '3', /3 SESSIONS/);
		await press(terminal, 'jj', /▌/);
		await press(terminal, '5', /5 FINDINGS/);
		await press(terminal, `${keys.tab}${keys.tab}G`, /▌ .*\\/);
		await press(terminal, keys.enter, /─ who may ─/);
		await press(terminal, 'v', /hex \(v: text\)/);
		expectNothingRaw(terminal);
	});

	it('words that are none are told escaped', async () => {
		const liar = await startFake({
			connected({socket}) {
				socket.once('data', () => socket.end(`HTTP/1.1 400 ${evil}`));
			},
		});
		const terminal = open([liar.host.name]);
		await terminal.waitFor(/✗ garbled/, patient);
		await press(terminal, '5', /5 FINDINGS/);
		await terminal.waitFor(/HTTP\/1\.1 400/, patient);
		expectNothingRaw(terminal);
		await liar.stop();
	});
});
