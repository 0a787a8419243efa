// source/commands/across.ts and what counts for it, on two of the demo's ensembles
import {describe, expect, it} from 'vitest';
import {diff} from '../../source/commands/diff.ts';
import type {WritingClient} from '../../source/recipes/session.ts';
import {demoServer} from '../helpers/demo-server.ts';
import {runVerb} from './verb-run.ts';

const make = async (client: WritingClient, nodes: Readonly<Record<string, string>>): Promise<void> => {
	for (const [path, data] of Object.entries(nodes)) {
		await client.create(path, {data: Buffer.from(data)});
	}
};

const common = {'/app': '', '/app/same': 'equal', '/app/empty': ''};
const here = demoServer(async client => {
	await make(client, {
		...common,
		...{
			'/app/size': 'two words',
			'/app/bytes': 'aaaa',
			'/app/old': 'x',
			'/app/old/below': '',
			'/app/old/too': '',
		},
	});
});
const there = demoServer(async client => {
	await make(client, {...common, '/app/size': 'two', '/app/bytes': 'aaab', '/app/new-one': ''});
	await make(client, {'/copy': '', '/copy/same': 'equal', '/copy/empty': '!'});
});

const run = async (...words: readonly string[]) =>
	runVerb(diff, ['diff', ...words, '-c', here.connectString, '--with', there.connectString]);

describe('a subtree against the one of another ensemble', () => {
	it('says what only one side has, with how much is below it, and whose data differ, of the same size too', async () => {
		const {code, text} = await run('/app');
		expect(code).toBe(0);
		expect(JSON.parse(text)).toMatchObject({
			...{under: '/app', with: there.connectString, there: '/app', partial: false},
			...{same: 3, differing: 2, onlyHere: 3, onlyThere: 1},
			differences: [
				{what: 'differs', path: '/app/bytes', here: {dataBytes: 4, version: 0}, there: {dataBytes: 4}},
				{what: 'only-there', path: '/app/new-one', below: 0, there: {dataBytes: 0}},
				{what: 'only-here', path: '/app/old', below: 2, here: {dataBytes: 1}},
				{what: 'differs', path: '/app/size', here: {dataBytes: 9}, there: {dataBytes: 3}},
			],
			problems: [],
		});
	});

	it('is told to people a line for each difference', async () => {
		const {text} = await run('/app', '--table');
		expect(text).toBe(
			[
				`/app here, /app on ${there.connectString}: 3 the same, 2 other data (~), 3 only here (-), 1 only there (+)`,
				'~ /app/bytes 4 B here, 4 B there',
				'+ /app/new-one',
				'- /app/old and 2 below',
				'~ /app/size 9 B here, 3 B there',
				'',
			].join('\n'),
		);
	});

	it('may stand at another place there', async () => {
		const {text} = await run('/app', '/copy', '--table');
		expect(text.split('\n').slice(0, 2)).toEqual([
			`/app here, /copy on ${there.connectString}: 2 the same, 1 other data (~), 5 only here (-), 0 only there (+)`,
			'- /app/bytes',
		]);
	});

	it('is itself and no more: the whole tree has the same root', async () => {
		const {code, text} = await run('/', '--table');
		expect(code).toBe(0);
		expect(text).toMatch(/^\+ \/copy and 2 below$/m);
	});

	it('says which side is not there, that all of the other one is there alone, and ends with 3', async () => {
		const {code, text} = await run('/app', '/nowhere');
		expect(code).toBe(3);
		expect(JSON.parse(text)).toMatchObject({
			...{same: 0, differing: 0, onlyHere: 8, onlyThere: 0},
			differences: [{what: 'only-here', path: '/app', below: 7}],
			problems: [
				{path: '/nowhere', kind: 'no-node', message: `/nowhere: no such znode (on ${there.connectString})`},
			],
		});
	});

	it('that cannot be read on one side is left out, and its reason is said', async () => {
		await here.client.create('/shut');
		await there.client.create('/shut');
		await there.client.create('/shut/in', {acl: [{permissions: 16, scheme: 'world', id: 'anyone'}]});
		await here.client.create('/shut/in');
		await here.client.create('/shut/in/below');
		const {code, text} = await run('/shut');
		expect(code).toBe(3);
		expect(JSON.parse(text)).toMatchObject({
			...{same: 1, onlyHere: null, onlyThere: null, differences: []},
			problems: [{path: '/shut/in', kind: 'no-auth'}],
		});
		const {text: table} = await run('/shut', '--table');
		expect(table).toContain(': 1 the same, 0 other data (~), ? only here (-), ? only there (+)\n');
	});

	it('that cannot be read in many places has one problem for each side, with how many there are', async () => {
		const shut = {acl: [{permissions: 16, scheme: 'world', id: 'anyone'}]};
		for (const {client} of [here, there]) {
			await client.create('/many');
			await client.create('/many/a', shut);
			await client.create('/many/b', shut);
			await client.create('/many/c', shut);
		}

		const {code, text} = await run('/many');
		expect(code).toBe(3);
		const {problems} = JSON.parse(text) as {readonly problems: ReadonlyArray<{readonly message: string}>};
		expect(problems.map(({message}) => message)).toEqual([
			expect.stringMatching(/^\/many\/[abc]: .* \(and 2 more like it\)$/),
			expect.stringMatching(/^\/many\/[abc]: .* \(and 2 more like it\) \(on .*\)$/),
		]);
	});
});
