// A command line of words alone is read without a parser, to the same effect.
import {expect, it} from 'vitest';
import {readCommandLine} from '../../source/options/command-line.ts';
import {entryOf, everywhere} from '../../source/options/flags.ts';
import {parse} from '../../source/options/parser.ts';

it.each([[], ['zk1:2181'], ['zk1,zk2/app', '7'], ['tree', '/a b'], ['locks', '/x', '/y'], ['']])(
	'reads %j as the parser does',
	async (...argv: string[]) => {
		const {verb, words, flags} = await readCommandLine(argv);
		const parsed = parse(verb === 'top' ? argv : argv.slice(1), [...entryOf(verb).flags, ...everywhere]);
		expect(words).toEqual(parsed.words);
		// The parser says `false` of a switch and `[]` of a list that nobody gave.
		const given = Object.entries(parsed.flags).filter(
			([, value]) => value !== false && value !== undefined && !(Array.isArray(value) && value.length === 0),
		);
		expect(flags).toEqual(Object.fromEntries(given));
	},
);
