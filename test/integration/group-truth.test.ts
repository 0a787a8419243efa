// Who leads and who is registered: what zktop tells beside what the clients of two libraries know, through hand-overs and departures.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startCurator, type Curator} from '../helpers/curator.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {describeWithCurator, describeWithKazoo} from '../helpers/suites.ts';
import {watchTwin, type Following} from './watching.ts';

type Candidate = {readonly name: string | null; readonly session: string; readonly leadsSince?: string};
type Election = {
	readonly path: string;
	readonly recipe: string;
	readonly confidence: string;
	readonly leader: Candidate | null;
	readonly waiting: readonly Candidate[] | null;
	readonly newLeaders: number;
	readonly terms: readonly {readonly name: string | null; readonly until: string | null}[];
};
type Registry = {
	readonly path: string;
	readonly recipe: string;
	readonly confidence: string;
	readonly members: readonly {
		readonly name: string;
		readonly text?: string | null;
		readonly session: string;
		readonly client: string | null;
	}[];
	readonly gone: readonly {readonly name: string; readonly session: string}[];
};
type Elections = {readonly elections: readonly Election[]};
type Registries = {readonly registries: readonly Registry[]};

const electionIn = ({elections}: Elections, path: string): Election | undefined =>
	elections.find(election => election.path === path);
const registryIn = ({registries}: Registries, path: string): Registry | undefined =>
	registries.find(registry => registry.path === path);

type Client = Kazoo | Curator;

const acquire = async (client: Client, id: string, path: string, kind: string): Promise<void> => {
	const ask = client.do as (command: Readonly<Record<string, unknown>>) => Promise<unknown>;
	const event = client.event as (pattern: Readonly<Record<string, string>>) => Promise<unknown>;
	await ask({do: 'acquire', id, path, kind});
	await event({event: 'queued', id});
};

/** Candidates in this order, of which the first one then resigns. */
const compareElection = async (
	clients: readonly Client[],
	watching: Following<Elections>,
	{kind, path, recipe}: {readonly kind: string; readonly path: string; readonly recipe: string},
): Promise<void> => {
	const ids = clients.map((_, index) => `${kind}-${index}`);
	for (const [index, client] of clients.entries()) {
		await acquire(client, ids[index] ?? '', path, kind);
	}

	const standsAs = (election: Election | undefined, order: readonly string[]): boolean =>
		String([election?.leader?.name, ...(election?.waiting ?? []).map(({name}) => name)]) === String(order);
	const look = await watching.until(`${kind} in order`, seen => standsAs(electionIn(seen, path), ids));
	const before = electionIn(look, path);
	expect([before?.recipe, before?.confidence]).toEqual([recipe, 'certain']);
	expect([before?.leader, ...(before?.waiting ?? [])].map(one => one?.session)).toEqual(
		clients.map(({session}) => session),
	);
	const resign = clients[0]?.do as (command: Readonly<Record<string, unknown>>) => Promise<unknown>;
	await resign({do: 'release', id: ids[0]});
	const later = await watching.until(`${kind} after its leader resigned`, seen =>
		standsAs(electionIn(seen, path), ids.slice(1)),
	);
	const after = electionIn(later, path);
	expect((after?.newLeaders ?? 0) - (before?.newLeaders ?? 0)).toBe(1);
	expect(after?.leader?.leadsSince).toBeDefined();
	expect(after?.terms.slice(-2).map(({name, until}) => [name, until !== null])).toEqual([
		[ids[0], true],
		[ids[1], false],
	]);
};

type Scene<One extends Client> = {
	clients: readonly One[];
	watching: {readonly elections: Following<Elections>; readonly registries: Following<Registries>};
};

/** Three clients of one library on a server of their own, and zktop that watches them; of use once the tests have begun. */
const threeClients = <One extends Client>(start: (connectString: string) => Promise<One>): Scene<One> => {
	const scene = {} as Scene<One>;
	let ensemble: Ensemble;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
		const {connectString} = ensemble;
		scene.clients = await Promise.all([0, 1, 2].map(async () => start(connectString)));
		scene.watching = {
			elections: watchTwin<Elections>('elections', connectString),
			registries: watchTwin<Registries>('registries', connectString),
		};
	});
	afterAll(async () => {
		scene.watching.elections.stop();
		scene.watching.registries.stop();
		await Promise.all(scene.clients.map(async client => client.stop()));
		await ensemble.stop();
	});
	return scene;
};

describeWithKazoo('beside kazoo', () => {
	const scene = threeClients(startKazoo);

	it('an election has the leader and the candidates that its clients know', async () => {
		const path = '/kazoo/election';
		await compareElection(scene.clients, scene.watching.elections, {
			kind: 'Election',
			path,
			recipe: 'kazoo lock',
		});
	});

	it.each([
		['Party', 'kazoo party', 'certain'],
		['ShallowParty', 'kazoo shallow party', 'likely'],
	] as const)(
		'a %s has the members that its clients know, and who has left',
		async (kind, recipe, confidence) => {
			const path = `/kazoo/${kind}`;
			for (const [index, client] of scene.clients.entries()) {
				await client.do({do: 'join', id: `${kind}-${index}`, path, kind});
			}

			const namesIn = (seen: Registries): readonly (string | null | undefined)[] =>
				(registryIn(seen, path)?.members ?? []).map(({text}) => text).toSorted();
			const look = await scene.watching.registries.until(
				`three in ${kind}`,
				seen => String(namesIn(seen)) === String([0, 1, 2].map(index => `${kind}-${index}`)),
			);
			const party = registryIn(look, path);
			expect([party?.recipe, party?.confidence]).toEqual([recipe, confidence]);
			expect(party?.members.map(({session}) => session).toSorted()).toEqual(
				scene.clients.map(({session}) => session).toSorted(),
			);
			await scene.clients[0]?.do({do: 'part', id: `${kind}-0`});
			const later = await scene.watching.registries.until(
				`one has left ${kind}`,
				seen => registryIn(seen, path)?.gone.length === 1,
			);
			expect(registryIn(later, path)?.gone[0]?.session).toBe(scene.clients[0]?.session);
			expect(namesIn(later)).toEqual([`${kind}-1`, `${kind}-2`]);
		},
	);
});

describeWithCurator('beside Curator', () => {
	const scene = threeClients(startCurator);

	it.each([
		{kind: 'LeaderLatch', path: '/curator/latch', recipe: 'curator latch'},
		{kind: 'LeaderSelector', path: '/curator/leaders/selector', recipe: 'curator mutex'},
	])('a $kind has the leader and the candidates that its clients know', async recipe => {
		await compareElection(scene.clients, scene.watching.elections, recipe);
	});

	it.each([
		{
			kind: 'GroupMember',
			path: '/curator/group',
			at: '/curator/group',
			recipe: 'generic registry',
			confidence: 'guess',
		},
		{
			kind: 'ServiceDiscovery',
			path: '/curator/services',
			at: '/curator/services/web',
			recipe: 'curator discovery',
			confidence: 'certain',
		},
	] as const)(
		'members of a $kind are those that its clients know',
		async ({kind, path, at, recipe, confidence}) => {
			for (const [index, client] of scene.clients.entries()) {
				await client.do({do: 'join', id: `${kind}-${index}`, path, kind, service: 'web'});
			}

			const look = await scene.watching.registries.until(
				`three in ${kind}`,
				seen => registryIn(seen, at)?.members.length === 3 && registryIn(seen, at)?.recipe === recipe,
			);
			const registry = registryIn(look, at);
			expect(registry?.confidence).toBe(confidence);
			expect(registry?.members.map(({name, session}) => `${name} ${session}`)).toEqual(
				scene.clients.map(({session}, index) => `${kind}-${index} ${session}`),
			);
			await scene.clients[1]?.do({do: 'part', id: `${kind}-1`});
			const later = await scene.watching.registries.until(
				`one has left ${kind}`,
				seen => registryIn(seen, at)?.gone.length === 1,
			);
			expect(registryIn(later, at)?.gone[0]).toMatchObject({
				name: `${kind}-1`,
				session: scene.clients[1]?.session,
			});
		},
	);
});
