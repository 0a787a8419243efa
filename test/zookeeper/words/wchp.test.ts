// source/zookeeper/words/wchp.ts
import {describe, expect, it} from 'vitest';
import {readWchp} from '../../../source/zookeeper/words/wchp.ts';
import {readWchs} from '../../../source/zookeeper/words/wchs.ts';
import {recorded, situationsOf} from '../../helpers/recorded-words.ts';

describe('readWchp', () => {
	it.each(situationsOf('wchp'))('tells of %s as many watches and paths as wchs counts', at => {
		const watchers = readWchp(recorded(at, 'wchp'));
		const sessions = [...watchers.values()].flat();
		const {connections, paths, watches} = readWchs(recorded(at, 'wchs'));
		expect([new Set(sessions).size, watchers.size, sessions.length]).toEqual([connections, paths, watches]);
	});

	it('tells who watches a path', () => {
		expect(readWchp(recorded('3.8.0/standalone', 'wchp')).get('/app/config')).toEqual([
			'0x100000e7c310000',
			'0x100000e7c310002',
			'0x100000e7c310001',
		]);
	});

	it('takes blanks, colons and ids in a path for parts of it', () => {
		const path = '/a b/0x1: x';
		expect([...readWchp(`${path}\n\t0x1\n\n`)]).toEqual([[path, ['0x1']]]);
	});

	it.each(['0x1\n\t/a\n\n', '\t0x1\n', 'no such word', '/a\n\tnobody\n'])('takes %j for garbled', text => {
		expect(() => readWchp(text)).toThrow("not ZooKeeper's answer to wchp");
	});
});
