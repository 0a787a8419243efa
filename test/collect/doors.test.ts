// source/collect/probes/{doors,admin}.ts
import {describe, expect, it} from 'vitest';
import {createLedger, type Ledger} from '../../source/collect/own-load.ts';
import {Doors} from '../../source/collect/probes/doors.ts';
import type {PolledWord, WordArrival} from '../../source/collect/sample.ts';
import type {Host} from '../../source/zookeeper/hosts.ts';
import type {Dump} from '../../source/zookeeper/words/dump.ts';
import {recordedBody} from '../helpers/recorded-admin.ts';
import {recorded} from '../helpers/recorded-words.ts';
import {answering, closedPort, fakeServer} from '../zookeeper/fake-server.ts';

type World = {
	host: Host;
	admin: Host | undefined;
	/** What was asked, in order. */
	readonly asked: string[];
	/** What the words answer. */
	words: (word: string) => string;
};

const shut = (word: string): string => recorded('3.8.0/not_whitelisted', word);
const open = (word: string): string => recorded('3.8.0/leader', word);

const world = async (words: World['words']): Promise<World> => {
	const asked: string[] = [];
	const self: World = {
		host: await fakeServer(
			answering(word => {
				asked.push(word);
				return self.words(word);
			}),
		),
		admin: await fakeServer(socket => {
			socket.once('data', data => {
				const command = /\/commands\/(?<name>\w+)/.exec(data.toString())?.groups?.['name'] ?? '';
				asked.push(command);
				const body = recordedBody(`3.8.0/leader/${command}.json`);
				socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
			});
		}),
		asked,
		words,
	};
	return self;
};

type Probing = {
	readonly ledger: Ledger;
	readonly doors: Doors;
	readonly ask: (tick: number) => Promise<WordArrival>;
	readonly askFor: (word: PolledWord, tick: number, chroot?: string) => Promise<WordArrival>;
};

const probing = ({host, admin}: World): Probing => {
	const ledger = createLedger(undefined);
	const doors = new Doors(admin, () => undefined);
	const {signal} = new AbortController();
	const askFor = async (word: PolledWord, tick: number, chroot = '/'): Promise<WordArrival> =>
		(await doors.ask({host, word, chroot, ledger, tick, now: () => 1000 + tick, signal})).arrival;
	return {ledger, doors, askFor, ask: async tick => askFor('mntr', tick)};
};

const kinds = ({answer, source, attempts}: WordArrival): unknown => [
	answer.kind,
	source,
	attempts.map(({source, result}) => `${source} ${result}`),
];

describe('Doors', () => {
	it('asks the word alone while it is answered', async () => {
		const place = await world(open);
		expect(kinds(await probing(place).ask(0))).toEqual(['fresh', 'word', ['word works']]);
		expect(place.asked).toEqual(['mntr']);
	});

	it('goes to the AdminServer where the word is shut, and tries the word again only after 60 ticks', async () => {
		const place = await world(shut);
		const {ask} = probing(place);
		for (const tick of [0, 1, 59]) {
			expect(kinds(await ask(tick))).toEqual(['fresh', 'admin', ['word shut', 'admin works']]);
		}

		expect(place.asked).toEqual(['mntr', 'monitor', 'monitor', 'monitor']);
		place.words = open;
		expect(kinds(await ask(60))).toEqual(['fresh', 'word', ['word works']]);
		expect(place.asked.slice(4)).toEqual(['mntr']);
	});

	it('tries all doors anew when told to forget', async () => {
		const place = await world(shut);
		const {ask, doors} = probing(place);
		await ask(0);
		place.words = open;
		doors.forget();
		expect(kinds(await ask(1))).toEqual(['fresh', 'word', ['word works']]);
	});

	it('books a packet for a word and none for the AdminServer, but its bytes', async () => {
		const place = await world(shut);
		const {ask, ledger} = probing(place);
		const first = await ask(0);
		expect([first.ownPackets, ledger.packetsOf(place.host)]).toEqual([1, 1]);
		const before = ledger.total().bytes;
		expect((await ask(1)).ownPackets).toBe(1);
		expect(ledger.total().bytes - before).toBe(recordedBody('3.8.0/leader/monitor.json').length);
	});

	it('says what would open each door where all are shut', async () => {
		const place = {...(await world(shut)), admin: await closedPort()};
		const arrival = await probing(place).ask(0);
		expect(kinds(arrival)).toEqual(['unsupported', 'word', ['word shut', 'admin shut']]);
		expect(arrival.answer).toMatchObject({
			why: expect.stringMatching(
				/^mntr is not in the whitelist.*; and no AdminServer listens on port \d+;/,
			) as string,
		});
	});

	it('says of a dead server that it refuses, and asks its word again at once', async () => {
		const place = {...(await world(open)), host: await closedPort(), admin: await closedPort()};
		const {ask} = probing(place);
		for (const tick of [0, 1]) {
			const arrival = await ask(tick);
			expect(arrival.answer).toMatchObject({kind: 'failed', failure: {kind: 'refused'}, at: 1000 + tick});
			expect(arrival.attempts.map(({at}) => at)).toEqual([1000 + tick, 1000]);
		}
	});

	it('learns through the AdminServer what a full client port does not tell, and pesters that only every 60 ticks', async () => {
		const place = await world(open);
		let closed = 0;
		place.host = await fakeServer(socket => {
			closed += 1;
			socket.end();
		});
		const {ask} = probing(place);
		for (const tick of [0, 1, 60, 61]) {
			expect(kinds(await ask(tick))).toEqual(['fresh', 'admin', ['word failed', 'admin works']]);
		}

		expect(closed).toBe(2);
	});

	it('takes silence for the port’s own where srvr found the port shut, and asks the AdminServer in the same question', async () => {
		const place = await world(open);
		// As Netty's TLS port: four letters are too short for it, and a fifth byte makes it close.
		let questions = 0;
		place.host = await fakeServer(socket => {
			questions += 1;
			socket.once('data', () => socket.once('data', () => socket.end()));
		});
		const {askFor} = probing(place);
		const [mntr, srvr] = await Promise.all([askFor('mntr', 0), askFor('srvr', 0)]);
		expect(kinds(srvr)).toEqual(['fresh', 'admin', ['word failed', 'admin works']]);
		expect(kinds(mntr)).toEqual(['fresh', 'admin', ['word failed', 'admin works']]);
		const cons = await askFor('cons', 1);
		expect(cons).toMatchObject({word: 'cons', source: 'admin', answer: {kind: 'fresh'}});
		expect(cons.attempts[0]?.why).toMatch(/a TLS port; connect with --tls/);
		expect(questions).toBe(2);
	});

	it('does not go to another door for what is true of the server', async () => {
		const place = await world(word => recorded('3.8.0/not_serving', word));
		const arrival = await probing(place).ask(0);
		expect(arrival.answer).toMatchObject({kind: 'failed', failure: {kind: 'not-serving'}});
		expect(place.asked).toEqual(['mntr']);
	});

	it('asks for each fact by its own command, below the chroot', async () => {
		const place = await world(word => `${word} is not executed because it is not in the whitelist.\n`);
		const {askFor} = probing(place);
		for (const word of ['srvr', 'cons', 'conf'] as const) {
			expect(kinds(await askFor(word, 0))).toMatchObject(['fresh', 'admin', {}]);
		}

		const {answer} = await askFor('dump', 0, '/app/members');
		const dump = answer.kind === 'fresh' ? (answer.value as Dump) : undefined;
		expect([...(dump?.ephemerals.values() ?? [])].flat().toSorted()[0]).toBe('/m-ens-0000000000');
		expect(place.asked.filter(name => name.length > 4)).toEqual([
			'server_stats',
			'connections',
			'configuration',
			'voting_view',
		]);
	});

	it('does with the word alone where no AdminServer is known', async () => {
		const place = {...(await world(shut)), admin: undefined};
		expect(kinds(await probing(place).ask(0))).toEqual(['unsupported', 'word', ['word shut']]);
	});
});
