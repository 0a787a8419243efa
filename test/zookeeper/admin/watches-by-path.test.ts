// source/zookeeper/admin/readers/watches-by-path.ts
import {expect, it} from 'vitest';
import {readAnswer} from '../../../source/zookeeper/admin/answers.ts';
import {readWatchesByPath} from '../../../source/zookeeper/admin/readers/watches-by-path.ts';
import {readWchp, type Watchers} from '../../../source/zookeeper/words/wchp.ts';
import {recordedBody} from '../../helpers/recorded-admin.ts';
import {recorded} from '../../helpers/recorded-words.ts';

const told = (text: string): Watchers =>
	readWatchesByPath(
		readAnswer('watches_by_path', {status: 200, location: undefined, text, bytes: text.length}),
	);
const inOrder = (watchers: Watchers): unknown =>
	[...watchers].map(([path, sessions]) => [path, sessions.toSorted()]).sort();

it.each([
	'3.5.10/standalone',
	'3.6.4/standalone',
	'3.8.0/standalone',
	'3.8.0/follower1',
	'3.8.0/read_only',
	'3.9.5/standalone',
])('tells of %s what wchp tells', at => {
	expect(inOrder(told(recordedBody(`${at}/watches_by_path.json`)))).toEqual(
		inOrder(readWchp(recorded(at, 'wchp'))),
	);
});

it('takes an answer without the paths for garbled', () => {
	expect(() => told('{"command": "watches_by_path", "error": null}')).toThrow('watches_by_path');
});
