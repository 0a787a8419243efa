// The demo's ensemble as a server that lies: whatever it sends, and whatever it is called, the screen stays whole and safe.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {createFeed, openingOf} from '../../source/commands/feed.ts';
import {Ensemble} from '../../source/demo/ensemble/ensemble.ts';
import {nodeBorn} from '../../source/demo/ensemble/tree.ts';
import {readOptions} from '../../source/options.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {interestsOf} from '../../source/ui/interests.ts';
import {lineWidth, type Line} from '../../source/ui/line.ts';
import {layoutFor, screenRows} from '../../source/ui/screen.ts';
import {openAcl} from '../../source/zookeeper/acl.ts';
import {childOf} from '../../source/zookeeper/paths.ts';
import {createRolls, mutateBytes} from '../helpers/fuzzing.ts';
import {until} from '../helpers/until.ts';

const evil = '\u001B[35;45mpink\u001B]0;title\u0007\u009B35;45m\u202Eright\u2028\u0085';
const size = {columns: 120, rows: 36} as const;
const samples = 40;
const patience = {withinMs: 60_000};

const ensemble = new Ensemble({servers: 3});
beforeAll(async () => {
	await ensemble.start();
	for (const name of [`a${evil}b`, '\u001B[2J', '\u0000', 'bell\u0007', 'plain']) {
		plant(childOf('/', name));
	}
});
afterAll(() => {
	ensemble.stop();
});

/** Makes a znode whose name no server takes. */
const plant = (path: string): void => {
	const node = nodeBorn({zxid: 1, at: Date.now()}, {data: Buffer.from(evil), acl: openAcl});
	for (const {tree} of ensemble.servers) {
		tree.put(path, node);
	}
};

const textOf = (line: Line): string => line.map(({text}) => text).join('');
const screenOf = (store: Store): string => screenRows(store.getState()).map(textOf).join('\n');

const wishes = (store: Store) => interestsOf(store.getState(), layoutFor(store.getState()));

const expectWhole = (store: Store): void => {
	const rows = screenRows(store.getState());
	expect(rows).toHaveLength(size.rows);
	expect(rows.map(lineWidth)).toEqual(rows.map(() => size.columns));
	expect(rows.map(textOf).join('')).not.toMatch(/\p{C}|[\u2028\u2029]/u);
};

it('is shown whole and escaped while answers are damaged, cut short or missing, and as it is when they are not any more', async () => {
	const parsed = await readOptions(['-c', ensemble.connectString, '--interval', '0.2'], {});
	if (parsed.kind !== 'run') {
		throw new Error('options of the screen');
	}

	const store = createStore(openingOf(parsed.options));
	const feed = createFeed(parsed.options, store);
	store.dispatch({type: 'resized', ...size});
	const random = createRolls(8);
	ensemble.twist = bytes => {
		const roll = random();
		return roll < 0.02 ? undefined : roll < 0.2 ? mutateBytes(bytes, random) : bytes;
	};
	feed.want(wishes(store));
	feed.start();
	try {
		await until(
			() => {
				expectWhole(store);
				feed.want(wishes(store));
				return store.getState().live.clock.tick >= samples || undefined;
			},
			() => `${samples} samples came`,
			patience,
		);
		ensemble.twist = bytes => bytes;
		await until(
			() => {
				expectWhole(store);
				const screen = screenOf(store);
				return (screen.includes('QUORUM 3 of 3') && screen.includes('plain')) || undefined;
			},
			() => `all is well:\n${screenOf(store)}`,
			patience,
		);
		expect(screenOf(store)).toContain(String.raw`a\x1b[35;45mpin`);
	} finally {
		await feed.end();
	}
}, 150_000);
