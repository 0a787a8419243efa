// source/zookeeper/words/isro.ts
import {expect, it} from 'vitest';
import {readIsro} from '../../../source/zookeeper/words/isro.ts';
import {recorded, situationsOf} from '../../helpers/recorded-words.ts';

it.each([...situationsOf('isro'), '3.8.0/not_serving'])('reads the answer of %s', at => {
	expect(readIsro(recorded(at, 'isro'))).toBe(
		at === '3.8.0/read_only' ? 'ro' : at === '3.8.0/not_serving' ? 'null' : 'rw',
	);
});

it.each(['', 'r', 'imok', 'rw ro'])('takes %j for garbled', text => {
	expect(() => readIsro(text)).toThrow("not ZooKeeper's answer to isro");
});
