// source/commands/members-memory.ts
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {rememberMembers} from '../../source/commands/members-memory.ts';
import {parseConnectString} from '../../source/zookeeper/hosts.ts';
import {makeTempFolder, type TempFolder} from '../helpers/temp-folder.ts';
import {answers, fails, names, scripted} from '../store/scripted.ts';

const options = {context: undefined, connect: parseConnectString('zk2,zk1/app')};
let folder: TempFolder;
let file: string;

beforeEach(() => {
	folder = makeTempFolder('memory');
	file = join(folder.path, 'zktop/members.json');
	vi.stubEnv('XDG_STATE_HOME', folder.path);
});
afterEach(() => {
	vi.unstubAllEnvs();
	folder.remove();
});

const holds = (text: string): void => {
	mkdirSync(dirname(file), {recursive: true});
	writeFileSync(file, text);
};
const kept = (): Record<string, {readonly members: readonly {readonly id: number}[]}> =>
	JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof kept>;

it('keeps the members that were told, by the servers of the connect string in any order', async () => {
	const {store, sample} = scripted();
	const end = rememberMembers(store, options);
	sample(0, answers('zk1', 'conf'));
	await end();
	expect(kept()['zk1:2181,zk2:2181']?.members.map(({id}) => id)).toEqual([1, 2, 3, 4]);
});

it('tells a later run of the same ensemble, which counts them while nobody serves', async () => {
	const first = scripted();
	const end = rememberMembers(first.store, {...options, context: 'prod'});
	first.sample(0, answers('zk1', 'conf'));
	await end();
	const {store, sample, data} = scripted();
	await rememberMembers(store, {...options, context: 'prod'})();
	sample(0, ...names.map(name => fails(name, 'srvr', 'refused')));
	expect(data().ensemble).toMatchObject({quorum: 'no', voters: {count: 3, source: 'remembered'}, needed: 2});
});

it('tells nothing of other ensembles, and keeps what was known of them', async () => {
	holds('{"other": {"at": 1, "members": [{"id": 7, "address": "a", "role": "participant"}]}}');
	const {store, sample, data} = scripted();
	const end = rememberMembers(store, options);
	sample(0, answers('zk1', 'conf'));
	await end();
	expect(data().membershipSources.remembered).toBeUndefined();
	expect(Object.keys(kept()).toSorted()).toEqual(['other', 'zk1:2181,zk2:2181']);
});

it.each([
	['no JSON', '{"zk1:2181,zk2:2181": {"at"'],
	['something else', '[1, 2]'],
	[
		'a member without an address',
		'{"zk1:2181,zk2:2181": {"at": 1, "members": [{"id": 1, "role": "observer"}]}}',
	],
	[
		'a port that is none',
		'{"zk1:2181,zk2:2181": {"at": 1, "members": [{"id": 1, "role": "observer", "address": "a", "client": {"host": "a", "port": "x"}}]}}',
	],
])('takes %s for no memory, and writes it anew', async (_, text) => {
	holds(text);
	const {store, sample, data} = scripted();
	const end = rememberMembers(store, options);
	sample(0, answers('zk1', 'conf'));
	await end();
	expect(data().membershipSources.remembered).toBeUndefined();
	expect(kept()['zk1:2181,zk2:2181']?.members).toHaveLength(4);
});

it('says nothing where it cannot write', async () => {
	vi.stubEnv('XDG_STATE_HOME', '/dev/null');
	const {store, sample} = scripted();
	const end = rememberMembers(store, options);
	sample(0, answers('zk1', 'conf'));
	await expect(end()).resolves.toBeUndefined();
});
