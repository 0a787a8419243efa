// All readers of source/zookeeper/admin against damaged bodies: only ZooKeeperError of a few kinds may come out, and soon.
import {describe, expect, it} from 'vitest';
import {readAnswer, type AdminAnswer} from '../../../source/zookeeper/admin/answers.ts';
import type {AdminCommand} from '../../../source/zookeeper/admin/commands.ts';
import {readConfiguration} from '../../../source/zookeeper/admin/readers/configuration.ts';
import {readConnections} from '../../../source/zookeeper/admin/readers/connections.ts';
import {readAdminDump} from '../../../source/zookeeper/admin/readers/dump.ts';
import {readMonitor} from '../../../source/zookeeper/admin/readers/monitor.ts';
import {readServerStats} from '../../../source/zookeeper/admin/readers/server-stats.ts';
import {readWatchSummary} from '../../../source/zookeeper/admin/readers/watch-summary.ts';
import {UnsupportedError, ZooKeeperError} from '../../../source/zookeeper/errors.ts';
import {createRolls, watched} from '../../helpers/fuzzing.ts';
import {adminSituations, recordedBody} from '../../helpers/recorded-admin.ts';

const readers = {
	configuration: (answer: AdminAnswer) => readConfiguration(answer, undefined),
	connections: readConnections,
	dump: readAdminDump,
	monitor: readMonitor,
	server_stats: readServerStats,
	voting_view: (answer: AdminAnswer) =>
		readConfiguration({...answer, fields: {...answer.fields, server_id: 1}}, answer),
	watch_summary: readWatchSummary,
} as const satisfies Partial<Record<AdminCommand, (answer: AdminAnswer) => unknown>>;

const commands = Object.keys(readers) as readonly (keyof typeof readers)[];
const cases = commands.flatMap(command => adminSituations.map(at => [command, at] as const));
const kinds = ['garbled', 'server', 'not-serving'];

/** Values that may stand where another was: still JSON, so that the readers see them. */
const values = [
	'null',
	'-1',
	'1e999',
	'9'.repeat(19),
	'9'.repeat(400),
	'"x"',
	'[]',
	'{}',
	'[{"a": 1}]',
	'0.5',
	'true',
	'"\\u0000"',
];
const pieces = [
	'',
	'\n',
	',',
	':',
	'{',
	'}',
	'[',
	']',
	'"',
	'\\',
	'9'.repeat(400),
	'NaN',
	'\u0000',
	'中',
	'\uD800',
];

const pick = (list: readonly string[], random: () => number): string =>
	list[Math.floor(random() * list.length)] ?? '';

/** Half of the mutations put another value somewhere, the others cut, repeat and inject at random places. */
const mutate = (text: string, random: () => number): string => {
	const place = (): number => Math.floor(random() * (text.length + 1));
	const [from, to] = [place(), place()].toSorted((a, b) => a - b) as [number, number];
	switch (Math.floor(random() * 6)) {
		case 0:
			return text.slice(0, from) + pick(pieces, random) + text.slice(from);
		case 1:
			return text.slice(0, from) + text.slice(to);
		case 2:
			return text.slice(0, from);
		default: {
			const found = /(?<=[:[,]\s*)(?:-?[\d.]+|"[^"]*"(?!\s*:)|\[\s*\]|\{\s*\})/.exec(text.slice(from));
			return found === null
				? text
				: text.slice(0, from + found.index) +
						pick(values, random) +
						text.slice(from + found.index + found[0].length);
		}
	}
};

/** Numbers that could not be read are undefined, never NaN or infinite; and no bigint travels on. */
const expectFinite = (value: unknown): void => {
	if ((typeof value === 'number' && !Number.isFinite(value)) || typeof value === 'bigint') {
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

const survive = (command: keyof typeof readers, text: string): string => {
	try {
		expectFinite(
			readers[command](readAnswer(command, {status: 200, location: undefined, text, bytes: text.length})),
		);
		return 'read';
	} catch (error) {
		if (error instanceof ZooKeeperError && kinds.includes(error.kind)) {
			return error.kind;
		}

		if (error instanceof UnsupportedError) {
			return 'unsupported';
		}

		throw error;
	}
};

describe('a damaged body', () => {
	it.each(cases)('of %s from %s is read or refused, never anything else', (command, at) => {
		const whole = recordedBody(`${at}/${command}.json`);
		const random = createRolls(cases.findIndex(([c, a]) => c === command && a === at));
		const outcomes = new Set<string>();
		for (let index = 0; index < 500; index++) {
			let text = mutate(whole, random);
			for (let more = Math.floor(random() * 3); more > 0; more--) {
				text = mutate(text, random);
			}

			watched(`${command} of ${at}`, text, () => outcomes.add(survive(command, text)));
		}

		expect(outcomes).toContain('garbled');
	});
});

describe("another command's body", () => {
	it.each(commands)('is read or refused by %s, never anything else', command => {
		for (const [other, at] of cases) {
			survive(command, recordedBody(`${at}/${other}.json`));
		}

		expect(survive(command, '')).toBe('garbled');
		expect(survive(command, recordedBody('3.8.0/not_serving/monitor.json'))).toBe('garbled');
		expect(survive(command, recordedBody('3.8.0/not_serving/dump.json'))).toBe('not-serving');
	});
});

describe('a huge body', () => {
	it.each(
		commands.flatMap(command =>
			['[', '{"a":', ' ', '1234567890123456,', '"\\u0000",'].map(unit => [command, unit] as const),
		),
	)('of %s made of nothing but %j takes no time to speak of', (command, unit) => {
		const start = performance.now();
		survive(command, unit.repeat(1_000_000 / unit.length));
		survive(command, `{"command": "x", "a": [${unit.repeat(1_000_000 / unit.length)}null]}`);
		expect(performance.now() - start).toBeLessThan(3000);
	});
});
