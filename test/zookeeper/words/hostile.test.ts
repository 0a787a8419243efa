// All parsers of source/zookeeper/words against damaged answers: only ZooKeeperError may come out, and soon.
import {describe, expect, it} from 'vitest';
import {ZooKeeperError} from '../../../source/zookeeper/errors.ts';
import {readConf} from '../../../source/zookeeper/words/conf.ts';
import {readCons} from '../../../source/zookeeper/words/cons.ts';
import {readDump} from '../../../source/zookeeper/words/dump.ts';
import {readEnvi} from '../../../source/zookeeper/words/envi.ts';
import {readIsro} from '../../../source/zookeeper/words/isro.ts';
import {readMntr} from '../../../source/zookeeper/words/mntr.ts';
import {readRuok} from '../../../source/zookeeper/words/ruok.ts';
import {readSrvr} from '../../../source/zookeeper/words/srvr.ts';
import {readStat} from '../../../source/zookeeper/words/stat.ts';
import {readWchp} from '../../../source/zookeeper/words/wchp.ts';
import {readWchs} from '../../../source/zookeeper/words/wchs.ts';
import {createRolls, watched} from '../../helpers/fuzzing.ts';
import {recorded, situationsOf} from '../../helpers/recorded-words.ts';

const readers: Readonly<Record<string, (text: string) => unknown>> = {
	srvr: readSrvr,
	stat: readStat,
	mntr: readMntr,
	cons: readCons,
	dump: readDump,
	wchs: readWchs,
	wchp: readWchp,
	conf: readConf,
	envi: readEnvi,
	isro: readIsro,
	ruok: readRuok,
};

const pieces = [
	'',
	'\n',
	'\t',
	' ',
	':',
	'=',
	'(',
	')',
	'[',
	']',
	'/',
	',',
	';',
	'|',
	'{',
	'"}',
	'-',
	'0x',
	'9'.repeat(400),
	'NaN',
	'\u0000',
	'\u001B',
	'\u2028',
	'中',
	'\uD800',
];

/** Cuts, repeats, swaps and injects at random places. */
const mutate = (text: string, random: () => number): string => {
	const place = (): number => Math.floor(random() * (text.length + 1));
	const [from, to] = [place(), place()].toSorted((a, b) => a - b) as [number, number];
	const piece = pieces[Math.floor(random() * pieces.length)] ?? '';
	switch (Math.floor(random() * 5)) {
		case 0:
			return text.slice(0, from);
		case 1:
			return text.slice(0, from) + piece + text.slice(from + 1);
		case 2:
			return text.slice(0, from) + text.slice(to);
		case 3:
			return text.slice(0, to) + text.slice(from, Math.min(to, from + 200)) + text.slice(to);
		default:
			return text.slice(0, from) + piece + text.slice(from);
	}
};

/** Numbers that could not be read are undefined, never NaN or infinite: those would travel on unseen. */
const expectFinite = (value: unknown): void => {
	if (typeof value === 'number' && !Number.isFinite(value)) {
		expect(value).toBe('a finite number');
	} else if (value instanceof Map || Array.isArray(value)) {
		for (const item of value.values()) {
			expectFinite(item);
		}
	} else if (typeof value === 'object' && value !== null) {
		for (const item of Object.values(value)) {
			expectFinite(item);
		}
	}
};

/** Runs a parser; anything thrown but a ZooKeeperError of kind `garbled` is the test's failure. */
const survive = (read: (text: string) => unknown, text: string): 'read' | 'garbled' => {
	try {
		expectFinite(read(text));
		return 'read';
	} catch (error) {
		if (error instanceof ZooKeeperError && error.kind === 'garbled') {
			return 'garbled';
		}

		throw error;
	}
};

const words = Object.keys(readers);
const cases = words.flatMap(word => situationsOf(word).map(at => [word, at] as const));
const mutations = 1000;

describe('a damaged answer', () => {
	it.each(cases)('to %s of %s is read or garbled, never anything else', (word, at) => {
		const read = readers[word] ?? readRuok;
		const whole = recorded(at, word);
		const random = createRolls(cases.findIndex(([w, a]) => w === word && a === at));
		const outcomes = new Set<string>();
		for (let index = 0; index < mutations; index++) {
			let text = mutate(whole, random);
			for (let more = Math.floor(random() * 3); more > 0; more--) {
				text = mutate(text, random);
			}

			watched(`${word} of ${at}`, text, () => outcomes.add(survive(read, text)));
		}

		expect(outcomes).toContain('garbled');
	});
});

describe("another word's answer", () => {
	it.each(words)('to %s is read or garbled, never anything else', word => {
		const read = readers[word] ?? readRuok;
		for (const [other, at] of cases) {
			survive(read, recorded(at, other));
		}

		expect(survive(read, recorded('3.8.0/not_whitelisted', 'cons'))).toBe('garbled');
		expect(survive(read, recorded('3.8.0/not_serving', 'mntr'))).toBe('garbled');
		expect(survive(read, '<html><head><title>400 Bad Request</title></head>\n</html>')).toBe('garbled');
		expect(survive(read, '')).toBe('garbled');
	});
});

describe('a huge answer', () => {
	const megabyte = 1_000_000;

	it.each(
		words.flatMap(word =>
			['\n', '\t', ' ', '(', ':', '=', '0', '0:', 'x', 'version:', '0x', ' /[', '\t\n', 'zk_', ',sid='].map(
				unit => [word, unit] as const,
			),
		),
	)('to %s of nothing but %j takes no time to speak of', (word, unit) => {
		const text = unit.repeat(megabyte / unit.length);
		const start = performance.now();
		survive(readers[word] ?? readRuok, text);
		survive(readers[word] ?? readRuok, recorded('3.8.0/leader', word) + text);
		expect(performance.now() - start).toBeLessThan(3000);
	});
});
