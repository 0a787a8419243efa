// source/zookeeper/words/ruok.ts
import {expect, it} from 'vitest';
import {readRuok} from '../../../source/zookeeper/words/ruok.ts';
import {recorded, situationsOf} from '../../helpers/recorded-words.ts';

it.each([...situationsOf('ruok'), '3.8.0/not_serving'])('is yes at %s', at => {
	expect(readRuok(recorded(at, 'ruok'))).toBe(true);
});

it.each(['', 'imnotok', 'im', 'rw'])('takes %j for garbled', text => {
	expect(() => readRuok(text)).toThrow("not ZooKeeper's answer to ruok");
});
