// What is said of locks, end to end on the demo's ensemble: a waiter without a watch, a contender that nobody owns.
import {afterAll, beforeAll, expect, it, onTestFinished} from 'vitest';
import {noInterests} from '../../source/collect/interests.ts';
import {Poller} from '../../source/collect/poller.ts';
import {Ensemble} from '../../source/demo/ensemble/ensemble.ts';
import {openSession, type WritingClient} from '../../source/recipes/session.ts';
import type {LockReport} from '../../source/analyze/locks/report.ts';
import {createStore} from '../../source/store/store.ts';
import {createClient} from '../../source/zookeeper/client.ts';
import {parseConnectString} from '../../source/zookeeper/hosts.ts';
import {until} from '../helpers/until.ts';

const ensemble = new Ensemble({servers: 3});
const nodeOf = (lock: string, digit: string): string => `${lock}/${digit.repeat(32)}__lock__`;
const patience = {withinMs: 60_000};
let clients: readonly WritingClient[] = [];

beforeAll(async () => {
	await ensemble.start();
	clients = await Promise.all([1, 2, 3].map(async () => openSession(ensemble.connectString)));
});
afterAll(async () => {
	await Promise.all(clients.map(async client => client.close()));
	ensemble.stop();
});

const zktop = (open: readonly string[]) => {
	const {hosts, chroot} = parseConnectString(ensemble.connectString);
	const servers = hosts.map(({name}) => name);
	const store = createStore({servers, lockPaths: [], intervalMs: 200, now: Date.now()});
	const client = createClient({hosts, chroot});
	const poller = new Poller({
		hosts,
		chroot,
		client,
		intervalMs: 200,
		wordsPerSecond: Infinity,
		deliver: sample => {
			store.dispatch({type: 'sampled', sample});
		},
	});
	poller.want({...noInterests, connections: true, ephemerals: true, open});
	client.start();
	poller.start();
	onTestFinished(async () => {
		poller.stop();
		await client.close();
	});
	const reportOf = (path: string): LockReport | undefined =>
		store.getState().live.inspection.reports.get(path);
	return {
		poller,
		read: (paths: readonly string[]) => {
			poller.want({...noInterests, connections: true, ephemerals: true, open, once: paths});
		},
		sees: async (path: string, what: string, holds: (report: LockReport) => boolean) =>
			until(
				() => {
					const report = reportOf(path);
					return report !== undefined && holds(report) ? report : undefined;
				},
				() => `${path}: ${what}; it is ${JSON.stringify(reportOf(path)?.pulse)}`,
				patience,
			),
	};
};

it('a waiter that does not watch whom it waits for is found, and one that does is not', async () => {
	const [holder, blind, watching] = clients;
	await holder?.create('/lost', {});
	const first = (await holder?.create(nodeOf('/lost', 'a'), {ephemeral: true, sequential: true}))?.path;
	const second = (await blind?.create(nodeOf('/lost', 'b'), {ephemeral: true, sequential: true}))?.path;
	await watching?.create(nodeOf('/lost', 'c'), {ephemeral: true, sequential: true});
	await watching?.exists(second ?? '', {watch: () => undefined});
	const {poller, sees} = zktop([]);
	await sees('/lost', 'two wait', ({lock}) => lock.waiters.length === 2);
	// Who has only just come may be about to set its watch: asked again until that is long ago.
	const asking = setInterval(() => {
		poller.askWatchers();
	}, 3000);
	onTestFinished(() => {
		clearInterval(asking);
	});
	const {lostWakeUps} = await sees(
		'/lost',
		'somebody is woken by nobody',
		report => report.lostWakeUps.length > 0,
	);
	expect(lostWakeUps).toMatchObject([{node: second, awaited: first, instead: undefined}]);
});

it('a contender that nobody owns is the holder once it is read', async () => {
	const [one, two] = clients;
	await one?.create('/left', {});
	const first = (await one?.create(nodeOf('/left', 'a'), {sequential: true}))?.path;
	const second = (await two?.create(nodeOf('/left', 'b'), {ephemeral: true, sequential: true}))?.path;
	const {read, sees} = zktop(['/left']);
	await sees('/left', 'its ephemeral is there', ({lock}) => lock.holders[0]?.node === second);
	read([first ?? '']);
	const {lock, pulse} = await sees('/left', 'it is left over', report => report.pulse?.kind === 'left over');
	expect([lock.holders[0]?.node, lock.waiters[0]?.node, pulse?.kind]).toEqual([first, second, 'left over']);
});
