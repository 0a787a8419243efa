// source/zookeeper/words/wchc.ts, source/zookeeper/admin/readers/watches.ts
import {describe, expect, it} from 'vitest';
import {readAnswer} from '../../../source/zookeeper/admin/answers.ts';
import {readWatches} from '../../../source/zookeeper/admin/readers/watches.ts';
import {readWchc} from '../../../source/zookeeper/words/wchc.ts';
import {readWchp, type Watchers} from '../../../source/zookeeper/words/wchp.ts';
import {recordedBody} from '../../helpers/recorded-admin.ts';
import {recorded, situationsOf} from '../../helpers/recorded-words.ts';

const inOrder = (watchers: Watchers): unknown =>
	[...watchers].map(([path, sessions]) => [path, sessions.toSorted()]).sort();

describe('readWchc', () => {
	it.each(situationsOf('wchc'))('tells of %s what wchp tells', at => {
		expect(inOrder(readWchc(recorded(at, 'wchc')))).toEqual(inOrder(readWchp(recorded(at, 'wchp'))));
	});

	it.each(['/a\n\t0x1\n\n', '\t/a\n', 'no such word', '0x1\n\tnowhere\n', 'nobody\n\t/a\n'])(
		'takes %j for garbled',
		text => {
			expect(() => readWchc(text)).toThrow("not ZooKeeper's answer to wchc");
		},
	);
});

describe('readWatches', () => {
	const told = (text: string): Watchers =>
		readWatches(readAnswer('watches', {status: 200, location: undefined, text, bytes: text.length}));

	it.each([
		'3.5.10/standalone',
		'3.6.4/standalone',
		'3.8.0/standalone',
		'3.8.0/follower1',
		'3.8.0/read_only',
		'3.9.5/standalone',
	])('tells of %s what wchp tells', at => {
		expect(inOrder(told(recordedBody(`${at}/watches.json`)))).toEqual(
			inOrder(readWchp(recorded(at, 'wchp'))),
		);
	});

	it('takes an answer without the sessions for garbled', () => {
		expect(() => told('{"command": "watches", "error": null}')).toThrow('watches');
	});
});
