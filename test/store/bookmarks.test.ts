// source/store/bookmarks.ts and source/commands/bookmarks-memory.ts: znodes with names, by ensemble
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {rememberBookmarks} from '../../source/commands/bookmarks-memory.ts';
import {parseConnectString} from '../../source/zookeeper/hosts.ts';
import {makeTempFolder, type TempFolder} from '../helpers/temp-folder.ts';
import {scripted} from './scripted.ts';

const options = {context: 'prod', connect: parseConnectString('zk1')};
let folder: TempFolder;
beforeEach(() => {
	folder = makeTempFolder('bookmarks');
	vi.stubEnv('XDG_STATE_HOME', folder.path);
});
afterEach(() => {
	vi.unstubAllEnvs();
	folder.remove();
});

const marks = async (...bookmarks: readonly (readonly [string, string | undefined])[]) => {
	const {store, does, state} = scripted();
	const end = rememberBookmarks(store, options);
	await vi.waitFor(() => {
		expect(state().bookmarks).not.toBe(scripted().state().bookmarks);
	});
	for (const [name, path] of bookmarks) {
		does({type: 'bookmarked', name, path, at: 1});
	}

	await end();
	return state();
};

describe('bookmarks', () => {
	it('are there again in a later run with the same context, as they were left', async () => {
		await marks(['a', '/apps'], ['b', '/locks'], ['a', undefined]);
		expect([...(await marks()).bookmarks]).toEqual([['b', '/locks']]);
		const {prod} = JSON.parse(readFileSync(join(folder.path, 'zktop/bookmarks.json'), 'utf8')) as Record<
			string,
			object
		>;
		expect(prod).toMatchObject({bookmarks: {b: '/locks'}});
	});

	it('that were set before the file was read stand', () => {
		const {does} = scripted();
		does({type: 'bookmarked', name: 'a', path: '/new', at: 1});
		expect([
			...does({
				type: 'bookmarks-read',
				bookmarks: [
					['a', '/old'],
					['b', '/b'],
				],
			}).bookmarks,
		]).toEqual([
			['a', '/new'],
			['b', '/b'],
		]);
	});

	it('are told when they are set, and the letter is awaited no more', () => {
		const {does} = scripted();
		does({type: 'letter-asked', does: 'mark'});
		const {view} = does({type: 'bookmarked', name: 'a', path: '/apps', at: 7});
		expect(view).toMatchObject({mode: {kind: 'home'}, notice: {text: 'a marks /apps', at: 7}});
	});
});
