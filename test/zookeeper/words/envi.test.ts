// source/zookeeper/words/envi.ts
import {describe, expect, it} from 'vitest';
import {readEnvi} from '../../../source/zookeeper/words/envi.ts';
import {recorded, situationsOf} from '../../helpers/recorded-words.ts';

describe('readEnvi', () => {
	it.each([...situationsOf('envi'), '3.8.0/not_serving'])('reads every line of %s', at => {
		const text = recorded(at, 'envi');
		const envi = readEnvi(text);
		expect(envi.size).toBe(text.trimEnd().split('\n').length - 1);
		expect(envi.get('zookeeper.version')).toContain(at.slice(0, at.indexOf('/')));
		expect(envi.get('java.version')).toBe('17.0.15');
	});

	it('keeps what follows the first equals sign', () => {
		expect(readEnvi('Environment:\njava.args=-Da=b\r\n').get('java.args')).toBe('-Da=b');
	});

	it.each(['', 'host.name=a\n', recorded('3.8.0/leader', 'conf')])('takes %.20j for garbled', text => {
		expect(() => readEnvi(text)).toThrow("not ZooKeeper's answer to envi");
	});
});
