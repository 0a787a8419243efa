// The home screen on a real ensemble whose locks are contended by real clients.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {describeWithKazoo} from '../helpers/suites.ts';
import {keys, label, open, patient, press, queueShown, serverRow, type Place} from './story.ts';

const orders = '/locks/orders';

describeWithKazoo('the home screen', () => {
	let ensemble: Ensemble;
	let clients: readonly Kazoo[];
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3});
		const names = ensemble.servers.map(({connect}) => connect);
		clients = await Promise.all(
			// Each client on another server.
			[0, 1, 2].map(async first => startKazoo([...names.slice(first), ...names.slice(0, first)].join(','))),
		);
		for (const [index, client] of clients.entries()) {
			await client.do({do: 'acquire', id: `orders-${index}`, path: orders});
			await client.event({event: 'queued', id: `orders-${index}`});
		}

		await clients[2]?.do({do: 'acquire', id: 'invoices', path: '/locks/invoices', wait: true});
		await clients[0]?.do({do: 'create', path: '/config/app', data: '{"port":8080}', makepath: true});
	});
	afterAll(async () => {
		await Promise.all(clients.map(async client => client.stop()));
		await ensemble.stop();
	});

	/** What the queue has to look like when the clients stand in line from this one on. */
	const queueFrom = (first: number): readonly Place[] =>
		clients.slice(first).map(({session, address}, index) => ({
			place: index === 0 ? '●' : String(index + 1),
			session,
			client: address,
		}));

	it('shows tree, servers and locks at once, with real data', async () => {
		const terminal = open([ensemble.connectString]);
		await terminal.waitFor(/QUORUM 3 of 3, can lose 1/, patient);
		const leader = await ensemble.leader();
		await terminal.waitFor(rows => rows[0]?.includes(`leader ${label(leader)}`) ?? false, patient);
		await terminal.waitFor(rows => /▸ config +1 /.test(rows.join('\n')), patient);
		for (const server of ensemble.servers) {
			const role = server === leader ? '✓ LEADER' : '✓ follower';
			await terminal.waitFor(rows => serverRow(rows, server).includes(role), patient);
		}

		await terminal.waitFor(rows => /▌\/locks\/orders +kazoo +127\./.test(rows.join('\n')), patient);
		for (const title of ['requests/s', 'read ms', 'write ms', 'fsync ms', 'outstanding', 'connections']) {
			expect(terminal.text()).toContain(title);
		}

		for (const title of ['znodes', 'watches']) {
			expect(terminal.text()).toContain(title);
		}

		await terminal.waitFor(/│ hot +.* data +[\d.]+ (?:B|KB|MB)/, patient);
	});

	it.each([
		[80, 24],
		[120, 36],
		[200, 50],
	])('has its three panes at %i×%i', async (columns, rows) => {
		const terminal = open([ensemble.connectString], {columns, rows});
		await terminal.waitFor(/─ Tree \//, patient);
		await terminal.waitFor(/─ Servers ─/, patient);
		await terminal.waitFor(
			columns < 100
				? /─ 1 LOCKS 2 {2}2 Grps {2}3 Sess {2}4 Watch {2}5 Find ─/
				: /─ 1 LOCKS 2 · 2 Groups \d+ · 3 Sessions 3 · 4 Watches · 5 Findings \d+ ─/,
			patient,
		);
		await terminal.waitFor(/▸ locks/, patient);
		await terminal.waitFor(/LEADER/, patient);
		await terminal.waitFor(/leader :\d+/, patient);
	});

	it('leads by keys to a lock: who holds it, who is next, and after a hand-over again', async () => {
		const terminal = open([ensemble.connectString]);
		await terminal.waitFor(/1 LOCKS 2/, patient);
		terminal.press(keys.tab + keys.tab);
		await press(terminal, 'j', '▌/locks/invoices');
		await press(terminal, 'k', '▌/locks/orders');
		await terminal.waitFor(rows => queueShown(rows).length === 3, patient);
		expect(queueShown(terminal.screen())).toEqual(queueFrom(0));

		const [first, second] = clients;
		await first?.do({do: 'release', id: 'orders-0'});
		const {node = ''} = (await second?.event({event: 'acquired', id: 'orders-1'})) ?? {};
		await terminal.waitFor(rows => queueShown(rows)[0]?.session === second?.session, patient);
		expect(queueShown(terminal.screen())).toEqual(queueFrom(1));
		// The hand-over was seen, so it is known since when it holds: no ≤.
		await terminal.waitFor(/● +0x\S+ \S+ \S+ held \d/, patient);

		await press(terminal, keys.enter, rows => (rows[2] ?? '').includes(`${node.slice(-10)} `));
		await terminal.waitFor(/▌ .*00001 ● e/, patient);
		await terminal.waitFor(/^│ .*00002 2 e/m, patient);
	});
});
