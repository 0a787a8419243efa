// The tab of elections and groups on the recorded ensemble: which ephemerals its leader tells, and what some of them say.
import type {Arrival} from '../../source/collect/sample.ts';
import {answers, everything, scripted, startedAt, statOf, told, type Scripted} from '../store/scripted.ts';

export {textOf} from './texts.ts';

/** Of the recorded sessions the one on zk3 that is not ours. */
export const connected = '0x300000ec8e50000';
/** One that no server lists. */
export const other = '0x100000000000099';

/** The leader's list of ephemerals: path → session. */
export const dump = (paths: Readonly<Record<string, string>>) =>
	answers('zk3', 'dump', {
		...told('zk3', 'dump'),
		ephemerals: new Map(
			[...Map.groupBy(Object.entries(paths), ([, session]) => session)].map(([session, own]) => [
				session,
				own.map(([path]) => path),
			]),
		),
	});

/** The leader's list of connections, without that of this session. */
export const disconnects = (gone: string) =>
	answers(
		'zk3',
		'cons',
		told('zk3', 'cons').filter(({session}) => session?.id !== gone),
	);

export const says = (path: string, text: string): Arrival => ({
	of: 'data',
	path,
	answer: {
		kind: 'fresh',
		value: {data: Buffer.from(text), stat: statOf({ephemeralOwner: connected, dataBytes: text.length})},
		at: 0,
	},
});

/** A persistent znode, a minute old, with this in it. */
export const holds = (path: string, text: string, version = 0): Arrival => ({
	of: 'data',
	path,
	answer: {
		kind: 'fresh',
		value: {
			data: Buffer.from(text),
			stat: statOf({dataBytes: text.length, version, ctime: startedAt - 60_000, mtime: startedAt}),
		},
		at: 0,
	},
});

export const latch = (number: number): string =>
	`/leader/_c_${String(number).repeat(8)}-aaaa-4aaa-8aaa-aaaaaaaaaaaa-latch-000000000${number}`;

export const opened = (columns = 120, rows = 36): Scripted => {
	const screen = scripted();
	screen.does({type: 'resized', columns, rows}, {type: 'tab-chosen', tab: 'groups'});
	screen.sample(1, ...everything());
	return screen;
};
