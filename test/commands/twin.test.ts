// source/commands/twin.ts: when it ends, and what it prints until then
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {noInterests} from '../../source/collect/interests.ts';
import {runTwin, type Twin} from '../../source/commands/twin.ts';
import {readOptions, type Options} from '../../source/options.ts';
import {as, silent, wordServer, type WordServer} from '../collect/word-server.ts';

let printed: string[] = [];
beforeEach(() => {
	printed = [];
	vi.spyOn(process.stdout, 'write').mockImplementation(text => {
		printed.push(String(text));
		return true;
	});
});
afterEach(() => {
	vi.restoreAllMocks();
});

const optionsOf = async (servers: readonly WordServer[], ...flags: readonly string[]): Promise<Options> => {
	const parsed = await readOptions(['servers', '-c', servers.map(({host}) => host.name).join(), ...flags], {
		HOME: '/nowhere',
	});
	if (parsed.kind !== 'run') {
		throw new Error(parsed.kind === 'usage' ? parsed.message : parsed.kind);
	}

	return parsed.options;
};

type Printing = Extract<Twin, {readonly render: unknown}>;

const twin = (own: Partial<Printing> = {}): Printing => ({
	interests: () => noInterests,
	session: false,
	ticks: 1,
	complete: () => true,
	render: ({servers}) => ({kinds: servers.map(({srvr}) => srvr.kind)}),
	...own,
});

type Document = {
	readonly at: string;
	readonly kinds: readonly string[];
	readonly problems: ReadonlyArray<{readonly kind: string}>;
};
const documents = (): readonly Document[] =>
	printed
		.join('')
		.trim()
		.split(/\n(?=\{)/)
		.map(text => JSON.parse(text) as Document);

describe('a twin', () => {
	it('ends once every server was asked, with one document', async () => {
		const servers = [await wordServer(), await wordServer()];
		expect(await runTwin(await optionsOf(servers), twin())).toBe(0);
		expect(documents()).toMatchObject([{kinds: ['fresh', 'fresh'], problems: []}]);
	});

	it('waits for what it wants, but not for ever', async () => {
		const server = await wordServer();
		const startedAt = performance.now();
		await runTwin(await optionsOf([server], '--interval', '60'), twin({complete: () => false}), 300);
		expect(performance.now() - startedAt).toBeGreaterThanOrEqual(295);
		expect(performance.now() - startedAt).toBeLessThan(1500);
		expect(documents()).toHaveLength(1);
	});

	it.each([2, 3] as const)('takes %i ticks where it shows rates, however long that is', async needed => {
		const server = await wordServer();
		const ticks: number[] = [];
		const render: Printing['render'] = ({clock}) => {
			ticks.push(clock.tick);
			return {};
		};
		await runTwin(await optionsOf([server], '--interval', '0.5'), twin({ticks: needed, render}), 200);
		expect(ticks[0]).toBeGreaterThanOrEqual(needed - 1);
	});

	it('waits for no rates where nobody serves, and says so by its exit code', async () => {
		const server = await wordServer();
		server.behave(() => 'This ZooKeeper instance is not currently serving requests\n');
		const startedAt = performance.now();
		expect(await runTwin(await optionsOf([server], '--interval', '60'), twin({ticks: 2}))).toBe(69);
		expect(performance.now() - startedAt).toBeLessThan(2000);
		expect(documents()).toMatchObject([{kinds: ['failed'], problems: [{kind: 'not-serving'}]}]);
	});

	it('is done but incomplete where one server fails', async () => {
		const [live, frozen] = [await wordServer(), await wordServer()];
		frozen.behave(() => silent);
		expect(await runTwin(await optionsOf([live, frozen]), twin())).toBe(3);
		expect(documents()).toMatchObject([{kinds: ['fresh', 'failed'], problems: [{kind: 'silent'}]}]);
	});

	it('is done where a word is shut, and says that', async () => {
		const server = await wordServer();
		server.behave(word =>
			word === 'mntr'
				? 'mntr is not executed because it is not in the whitelist.\n'
				: as('3.8.0/standalone')(word),
		);
		const complete: Twin['complete'] = ({servers}) => servers.every(({mntr}) => mntr.kind !== 'unasked');
		expect(await runTwin(await optionsOf([server]), twin({complete}))).toBe(0);
		expect(documents()).toMatchObject([{problems: [{kind: 'unsupported', source: 'mntr'}]}]);
	});
});

describe('a twin that goes on', () => {
	it('prints one line a tick, until nobody reads it any more', async () => {
		const listeners = process.stdout.listenerCount('error');
		const server = await wordServer();
		const ticks: number[] = [];
		const render: Printing['render'] = ({clock}) => {
			ticks.push(clock.tick);
			return {};
		};
		const running = runTwin(await optionsOf([server], '--interval', '0.2', '--follow'), twin({render}));
		await vi.waitFor(() => {
			expect(printed.length).toBeGreaterThanOrEqual(4);
		}, 4000);
		process.stdout.emit('error', Object.assign(new Error('write EPIPE'), {code: 'EPIPE'}));
		expect(await running).toBe(0);
		expect(printed.every(line => /^\{.*\}\n$/.test(line))).toBe(true);
		expect(new Set(ticks).size).toBe(ticks.length);
		expect(process.stdout.listenerCount('error')).toBe(listeners);
	});

	it('ends by ctrl-c', async () => {
		const server = await wordServer();
		const before = process.listenerCount('SIGINT');
		const running = runTwin(await optionsOf([server], '--interval', '0.2', '--follow'), twin());
		await vi.waitFor(() => {
			expect(printed.length).toBeGreaterThanOrEqual(1);
		}, 4000);
		process.emit('SIGINT');
		expect(await running).toBe(0);
		expect(process.listenerCount('SIGINT')).toBe(before);
	});
});
