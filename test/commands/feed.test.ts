// What feeds the store tells it nothing more once it was left.
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {createFeed, openingOf} from '../../source/commands/feed.ts';
import type {Event} from '../../source/store/events.ts';
import {createStore} from '../../source/store/store.ts';
import {makeTempFolder, type TempFolder} from '../helpers/temp-folder.ts';
import {makeHome} from '../options/reading.ts';

/** Nobody listens there. */
const connect = '127.0.0.1:1';
let folder: TempFolder;

beforeEach(() => {
	folder = makeTempFolder('memory');
	mkdirSync(join(folder.path, 'zktop'));
	writeFileSync(
		join(folder.path, 'zktop/members.json'),
		JSON.stringify({[connect]: {at: 1, members: [{id: 7, address: 'a', role: 'participant'}]}}),
	);
	vi.stubEnv('XDG_STATE_HOME', folder.path);
});
afterEach(() => {
	vi.unstubAllEnvs();
	folder.remove();
});

it('tells who was remembered, unless it is left before the file is read', async () => {
	const options = await makeHome().options([connect, '--insecure']);
	const store = createStore(openingOf(options));
	expect(store.getState().target).toEqual({name: connect, insecure: true, theme: 'ansi16'});
	const told: Array<Event['type']> = [];
	const listening = {...store, dispatch: ({type}: Event) => void told.push(type)};
	const left = createFeed(options, listening);
	left.start();
	await left.end();
	expect(told).toEqual([]);
	const feed = createFeed(options, listening);
	feed.start();
	await expect.poll(() => told).toContain('members-remembered');
	await expect.poll(() => told).toContain('sampled');
	await feed.end();
});
