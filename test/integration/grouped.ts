// Two clients of one library and zktop that watches their groups: the scene of tests that compare what both know.
import {afterAll, beforeAll, expect} from 'vitest';
import type {Curator} from '../helpers/curator.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import type {Kazoo} from '../helpers/kazoo.ts';
import {watchTwin, type Following} from './watching.ts';

type Member = {readonly name: string | null; readonly session: string; readonly is: string};
export type Group = {
	readonly kind: string;
	readonly path: string;
	readonly recipe: string;
	readonly confidence: string;
	readonly open?: boolean | null;
	readonly members?: readonly Member[] | null;
	readonly statics?: readonly {readonly name: string; readonly is: string}[];
	readonly leases?: readonly Member[];
	readonly waiters?: readonly Member[];
	readonly most?: number | null;
	readonly size?: number | null;
	readonly oldest?: string | null;
	readonly taken?: readonly Member[];
	readonly value?: string;
	readonly changes?: number;
};
type Groups = {readonly groups: readonly Group[]};

export const patient = {withinMs: 60_000};
export const sessionsOf = (members: readonly Member[] | null | undefined): readonly string[] =>
	(members ?? []).map(({session}) => session).toSorted();

export type Client = Kazoo | Curator;

/** Both libraries' actors know these by the same names. */
export const tell = async (
	client: Client | undefined,
	command: Readonly<Record<string, unknown>>,
): Promise<unknown> =>
	(client?.do as (command: Readonly<Record<string, unknown>>) => Promise<unknown>)(command);
export const heard = async (client: Client | undefined, event: string, id: string): Promise<unknown> =>
	(client?.event as (pattern: object, patience: typeof patient) => Promise<unknown>)({event, id}, patient);

export type Scene<One extends Client> = {
	clients: readonly One[];
	ensemble: Ensemble;
	watching: Following<Groups>;
	/** The first look from now on in which the group at this path is so. */
	readonly until: (path: string, what: string, is: (group: Group | undefined) => boolean) => Promise<Group>;
};

/** Two clients of one library on a server of their own, and zktop that watches these paths; of use once the tests have begun. */
export const twoClients = <One extends Client>(
	start: (connectString: string) => Promise<One>,
	paths: readonly string[],
): Scene<One> => {
	const scene = {
		async until(path, what, is) {
			const at = ({groups}: Groups): Group | undefined => groups.find(group => group.path === path);
			return at(await scene.watching.until(`${path} ${what}`, look => is(at(look)))) as Group;
		},
	} as Scene<One>;
	beforeAll(async () => {
		scene.ensemble = await startEnsemble({servers: 1});
		const {connectString} = scene.ensemble;
		scene.clients = await Promise.all([0, 1].map(async () => start(connectString)));
		scene.watching = watchTwin<Groups>('groups', connectString, paths);
	});
	afterAll(async () => {
		scene.watching.stop();
		await Promise.all(scene.clients.map(async client => client.stop()));
		await scene.ensemble.stop();
	});
	return scene;
};

/** Asks again until the answer is so: a machine that is busy may answer with a part. The last one when it never is. */
export const askedUntil = async <T>(ask: () => Promise<T>, is: (answer: T) => boolean): Promise<T> => {
	for (let times = 1; ; times++) {
		const answer = await ask();
		if (is(answer) || times === 20) {
			return answer;
		}
	}
};

/** Closed while it is set, gone when it is opened: then who waited goes on. */
export const compareBarrier = async (scene: Scene<Client>, path: string, recipe: string): Promise<void> => {
	const [first, second] = scene.clients;
	await tell(first, {do: 'barrier', act: 'set', path});
	await tell(second, {do: 'barrier', act: 'wait', path, id: 'waits'});
	const barrier = await scene.until(path, 'is closed', group => group?.open === false);
	expect([barrier.kind, barrier.recipe, barrier.confidence, barrier.members]).toEqual([
		'barrier',
		recipe,
		'guess',
		null,
	]);
	await tell(first, {do: 'barrier', act: 'open', path});
	await heard(second, 'passed', 'waits');
	await scene.until(path, 'is open', group => group === undefined);
};

/** Waits for more until all have entered, and is gone when all have left. */
export const compareDoubleBarrier = async (
	scene: Scene<Client>,
	path: string,
	recipe: string,
): Promise<void> => {
	const [first, second] = scene.clients;
	const sessions = scene.clients.map(({session}) => session).toSorted();
	await tell(first, {do: 'enter', id: 'one', path, count: 2});
	const alone = await scene.until(path, 'waits for one more', group => group?.open === false);
	expect([alone.kind, alone.recipe, sessionsOf(alone.members)]).toEqual([
		'barrier',
		recipe,
		[first?.session],
	]);
	await tell(second, {do: 'enter', id: 'two', path, count: 2});
	await heard(first, 'entered', 'one');
	await heard(second, 'entered', 'two');
	const full = await scene.until(
		path,
		'has let all in',
		group => group?.open === true && group.members?.length === 2,
	);
	expect([full.recipe, full.confidence, sessionsOf(full.members)]).toEqual([recipe, 'certain', sessions]);
	await tell(first, {do: 'leave', id: 'one'});
	await tell(second, {do: 'leave', id: 'two'});
	await heard(first, 'left', 'one');
	await heard(second, 'left', 'two');
	await scene.until(path, 'is left', group => (group?.members ?? []).length === 0);
};
