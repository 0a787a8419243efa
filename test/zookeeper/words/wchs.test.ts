// source/zookeeper/words/wchs.ts
import {describe, expect, it} from 'vitest';
import {readWchs} from '../../../source/zookeeper/words/wchs.ts';
import {recorded} from '../../helpers/recorded-words.ts';

describe('readWchs', () => {
	it.each([
		['3.4.14/standalone', 2, 6, 8],
		['3.5.10/leader', 1, 2, 2],
		['3.6.4/follower', 1, 6, 6],
		['3.8.0/standalone', 3, 6, 10],
		['3.8.0/read_only', 0, 0, 0],
		['3.9.5/standalone', 2, 6, 8],
	])('reads the answer of %s', (at, connections, paths, watches) => {
		expect(readWchs(recorded(at, 'wchs'))).toEqual({connections, paths, watches});
	});

	it.each([
		'',
		'3 connections watching 6 paths\n',
		'Total watches:3\n',
		'x connections watching y paths\nTotal watches:z\n',
	])('takes %j for garbled', text => {
		expect(() => readWchs(text)).toThrow("not ZooKeeper's answer to wchs");
	});
});
