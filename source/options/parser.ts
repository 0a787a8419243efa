// meow: takes words and flags apart.
import meow from 'meow';
import type {Flag} from './flags.ts';
import {UsageError} from './usage-error.ts';
import {keyOf, spelled, type Flags} from './values.ts';

export type Parts = {
	readonly words: readonly string[];
	/** Values by camelCase names. */
	readonly flags: Flags;
	/** Names of the flags that were given, known or not, as they are spelled. */
	readonly given: readonly string[];
};

export const parse = (argv: readonly string[], known: readonly Flag[]): Parts => {
	try {
		const {input, flags, unnormalizedFlags} = meow({
			importMeta: import.meta,
			argv,
			autoHelp: false,
			autoVersion: false,
			flags: Object.fromEntries(known.map(flag => [keyOf(flag.name), specOf(flag)])),
		});
		return {words: input, flags, given: Object.keys(unnormalizedFlags).map(spelled)};
	} catch (error) {
		const message = error instanceof Error ? error.message : '';
		if (message.includes('can only be set once')) {
			throw new UsageError(message.replace(/^The flag/, 'the flag').replace(/\.$/, ''));
		}

		throw error;
	}
};

type Spec = {type: 'string' | 'number' | 'boolean'; shortFlag?: string; isMultiple?: boolean};

const specOf = ({type, short}: Flag): Spec => ({
	type: type === 'list' ? 'string' : type,
	...(short === undefined ? {} : {shortFlag: short}),
	...(type === 'list' ? {isMultiple: true} : {}),
});
