// Which ensemble the screen is connected to: the one that was asked for last, and nothing of the one before.
import {createServer, type Server, type Socket} from 'node:net';
import {afterEach, expect, it} from 'vitest';
import {openingOf} from '../../source/commands/feed.ts';
import {Switchboard, type Ask} from '../../source/commands/switchboard.ts';
import type {Contexts, Options} from '../../source/options.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {makeHome} from '../options/reading.ts';

type Silent = {readonly port: number; readonly sockets: Set<Socket>; readonly server: Server};

const endings: Array<() => Promise<void>> = [];
afterEach(async () => {
	await Promise.all(endings.splice(0).map(async end => end()));
});

/** Takes connections and never answers, as a frozen server does. */
const silent = async (): Promise<Silent> => {
	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
		// Or it would not see that it is left.
		socket.resume();
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	endings.push(async () => {
		server.close();
		sockets.forEach(socket => socket.destroy());
		return Promise.resolve();
	});
	const at = server.address();
	return {server, sockets, port: typeof at === 'object' && at !== null ? at.port : 0};
};

const unasked: Ask = async () => Promise.reject(new Error('nobody asks'));

type Answers = Readonly<Record<string, Promise<Awaited<ReturnType<Contexts['find']>>>>>;

type Board = {
	readonly board: Switchboard;
	readonly store: Store;
	readonly first: Options;
	/** What came from servers since the last ensemble was opened: whom it is of. */
	readonly heard: () => readonly string[];
};

const boardOn = async (connect: string, answers: Answers): Promise<Board> => {
	const first = await makeHome().options([connect]);
	const store = createStore(openingOf(first));
	const contexts: Contexts = {
		names: async () =>
			Promise.resolve({
				file: '/c.toml',
				found: true,
				sound: Object.keys(answers),
				broken: [],
				fault: undefined,
			}),
		find: async name => answers[name] ?? Promise.resolve({kind: 'fault', message: `no ${name}\nat all`}),
	};
	let heard: string[] = [];
	const listening: Store = {
		...store,
		dispatch(event) {
			if (event.type === 'ensemble-opened') {
				heard = [];
			} else if (event.type === 'sampled') {
				heard.push(
					...event.sample.arrivals.flatMap(arrival => (arrival.of === 'word' ? arrival.server : [])),
				);
			}

			store.dispatch(event);
		},
	};
	const board = new Switchboard({first, contexts, store: listening});
	board.start();
	endings.push(async () => board.end());
	return {board, store, first, heard: () => heard};
};

const named = (options: Options, name: string) => ({
	kind: 'found' as const,
	options: {...options, name, context: name},
	warnings: [],
});

it('ends the one before without waiting for it, and comes back to what was spelled out', async () => {
	const [frozen, other] = await Promise.all([silent(), silent()]);
	const there = await makeHome().options([`127.0.0.1:${other.port}`]);
	const {board, store, first} = await boardOn(`127.0.0.1:${frozen.port}`, {
		west: Promise.resolve(named(there, 'west')),
	});
	await expect.poll(() => frozen.sockets.size).toBeGreaterThan(0);
	await board.open('west', unasked);
	expect(store.getState().target.name).toBe('west');
	// Its session's end was asked for and not waited for: the server takes it as it takes everything, in silence.
	await expect.poll(() => frozen.sockets.size).toBe(0);
	await expect.poll(() => other.sockets.size).toBeGreaterThan(0);
	await board.open(first.name, unasked);
	expect(store.getState()).toMatchObject({target: {name: first.name}, memory: {previous: 'west'}});
	await expect.poll(() => frozen.sockets.size).toBeGreaterThan(0);
	await expect.poll(() => other.sockets.size).toBe(0);
});

it('says what is in the way in one line, and leaves the state as it is', async () => {
	const {port} = await silent();
	const {board, store} = await boardOn(`127.0.0.1:${port}`, {});
	const {live} = store.getState();
	await board.open('west', unasked);
	expect(store.getState().view.notice?.text).toBe('no west; at all');
	expect(store.getState().live.servers).toBe(live.servers);
});

it('hears nothing more of the one before', async () => {
	const frozen = await silent();
	const options = await makeHome().options([`127.0.0.1:${frozen.port}`]);
	const gone = await silent();
	gone.server.close();
	const there = await makeHome().options([`127.0.0.1:${gone.port}`, '--interval', '0.2']);
	const {board, heard} = await boardOn(options.name, {west: Promise.resolve(named(there, 'west'))});
	await expect.poll(() => frozen.sockets.size).toBeGreaterThan(0);
	await board.open('west', unasked);
	// Several ticks of the new one, and the end of all questions to the one before.
	await expect.poll(() => heard().length, {timeout: 10_000}).toBeGreaterThan(10);
	await expect.poll(() => frozen.sockets.size).toBe(0);
	expect(new Set(heard())).toEqual(new Set([`127.0.0.1:${gone.port}`]));
});

it('of two that are on their way opens the later one', async () => {
	const {port} = await silent();
	const slow = Promise.withResolvers<Awaited<Answers[string]>>();
	const options = await makeHome().options([`127.0.0.1:${port}`]);
	const quick = Promise.resolve(named(options, 'quick'));
	const {board, store} = await boardOn(`127.0.0.1:${port}`, {slow: slow.promise, quick});
	const first = board.open('slow', unasked);
	await board.open('quick', unasked);
	slow.resolve(named(options, 'slow'));
	await first;
	expect(store.getState().target.name).toBe('quick');
});

it('opens nothing more once it has ended, and says what warnings there are before', async () => {
	const {port} = await silent();
	const options = await makeHome().options([`127.0.0.1:${port}`]);
	const late = Promise.withResolvers<Awaited<Answers[string]>>();
	const warned = Promise.resolve({...named(options, 'loose'), warnings: ['chmod 600 a', 'chmod 600 b']});
	const {board, store} = await boardOn(`127.0.0.1:${port}`, {late: late.promise, loose: warned});
	await board.open('loose', unasked);
	expect(store.getState().view.notice?.text).toBe('chmod 600 a; chmod 600 b');
	await board.readContexts();
	expect(store.getState().memory.contexts).toEqual(['late', 'loose']);
	await board.tellContexts();
	expect(store.getState().view.notice?.text).toBe('contexts: late, loose (open)');
	const opening = board.open('late', unasked);
	await board.end();
	late.resolve(named(options, 'late'));
	await opening;
	expect(store.getState().target.name).toBe('loose');
});
