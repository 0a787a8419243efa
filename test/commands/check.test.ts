// source/commands/check.ts and findings.ts: what a run without a screen says of servers that are well, down and shut.
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {rules} from '../../source/analyze/findings.ts';
import {check} from '../../source/commands/check.ts';
import {clients} from '../../source/commands/clients.ts';
import {findings} from '../../source/commands/findings.ts';
import {readOptions, type Options} from '../../source/options.ts';
import {as, closed, notServing, wordServer, type WordServer} from '../collect/word-server.ts';

let printed = '';
beforeEach(() => {
	printed = '';
	vi.spyOn(process.stdout, 'write').mockImplementation(text => {
		printed += String(text);
		return true;
	});
});
afterEach(() => {
	vi.restoreAllMocks();
});

const parsed = async (argv: readonly string[]) => readOptions(argv, {HOME: '/nowhere'});
const optionsOf = async (
	verb: string,
	servers: readonly WordServer[],
	...flags: readonly string[]
): Promise<Options> => {
	const at = servers.map(({host}) => host.name).join();
	const read = await parsed([verb, '-c', at, '--interval', '0.2', ...flags]);
	if (read.kind !== 'run') {
		throw new Error(read.kind === 'usage' ? read.message : read.kind);
	}

	return read.options;
};

describe('check', () => {
	it('is OK where the rules see nothing wrong, with figures for graphs', async () => {
		const options = await optionsOf('check', [await wordServer()]);
		// A machine that stands still for a moment is a trouble that the rules see, rightly.
		await vi.waitFor(
			async () => {
				printed = '';
				expect(await check(options), printed).toBe(0);
			},
			{timeout: 15_000},
		);
		expect(printed).toMatch(
			/^ZKTOP OK - \S+: no trouble that \d+ of \d+ rules see(?: \(\d+ to know\))? \| servers_up=1;;;0 .*znodes=\d+;;;0 .*\n$/,
		);
	});

	it('is CRITICAL where nobody serves, and says the worst first', async () => {
		const server = await wordServer();
		server.behave(() => notServing);
		expect(await check(await optionsOf('check', [server]))).toBe(2);
		expect(printed).toMatch(
			/^ZKTOP CRITICAL - \S+: no quorum: nothing can be read or written.* \(\+1 more\) \|/,
		);
	});

	it('is UNKNOWN, not OK, where no server tells whether there is a quorum', async () => {
		const server = await wordServer();
		server.behave(() => closed);
		expect(await check(await optionsOf('check', [server], '--ignore', 'server-fails'))).toBe(3);
		expect(printed).toMatch(
			/^ZKTOP UNKNOWN - \S+: no server tells whether there is a quorum \(.*1 ignored\) \|.* critical=0;/,
		);
	});

	it('is UNKNOWN by its own mistakes, too: to a monitor 2 would mean critical', async () => {
		expect(await check(await optionsOf('check', [await wordServer()], '--ignore', 'no-quorun'))).toBe(3);
		expect(printed).toBe(
			'ZKTOP UNKNOWN: --ignore no-quorun: there is no such rule; did you mean no-quorum?\n',
		);
		expect(await parsed(['check', '--nope'])).toMatchObject({kind: 'usage', exitCode: 3});
		expect(await parsed(['servers', '--nope'])).toMatchObject({kind: 'usage', exitCode: 2});
	});
});

describe('a table without rows', () => {
	it('says that there is none only where a server tells so', async () => {
		const server = await wordServer();
		server.behave(word =>
			word === 'cons' ? ' /127.0.0.1:4[0](queued=0,recved=1,sent=0)\n' : as('3.8.0/standalone')(word),
		);
		expect(await clients(await optionsOf('clients', [server], '--table'))).toBe(0);
		expect(printed).toMatch(/^no client but zktop, as far as the servers tell\n/);
		printed = '';
		server.behave(() => closed);
		await clients(await optionsOf('clients', [server], '--table'));
		expect(printed).toMatch(/^no server answers\n! \S+ srvr: /);
	});

	it('is no form of JSON: one of the two is wanted', async () => {
		expect(await parsed(['clients', '--json', '--table'])).toMatchObject({
			kind: 'usage',
			message: '--json and --table are two forms of one answer: give one of them',
		});
	});
});

describe('findings', () => {
	it('tells what each rests on and how much the rules see', async () => {
		const server = await wordServer();
		server.behave(() => notServing);
		expect(await findings(await optionsOf('findings', [server]))).toBe(69);
		expect(JSON.parse(printed)).toMatchObject({
			findings: [
				{rule: 'no-quorum', severity: 'bad', subject: 'ensemble', sinceAtLeast: true},
				{rule: 'server-fails', severity: 'warn', subject: server.host.name},
			],
			rules: {count: rules.length},
		});
	});

	it('are a table for people', async () => {
		const server = await wordServer();
		server.behave(() => notServing);
		await findings(await optionsOf('findings', [server], '--table'));
		expect(printed).toMatch(/^\s+FOR {2}WHERE .*RULE .*WHAT\n✗ +≥\d s {2}ensemble +no-quorum +no quorum/);
		expect(printed).toContain(`${rules.length} rules: `);
	});

	it('list all rules and thresholds, as they are in force, without a server', async () => {
		await findings(await optionsOf('findings', [await wordServer()], '--rules'));
		const {rules: told, thresholds} = JSON.parse(printed) as {
			readonly rules: ReadonlyArray<{readonly rule: string}>;
			readonly thresholds: ReadonlyArray<{readonly name: string; readonly value: number}>;
		};
		expect(told.map(({rule}) => rule)).toEqual(rules.map(({id}) => id));
		expect(thresholds).toContainEqual(expect.objectContaining({name: 'fsync-ms', value: 100, default: 100}));
	});
});
