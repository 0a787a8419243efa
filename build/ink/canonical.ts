// Text with its SGR sequences as Ink writes them, by Ink's own tokenizer, which is asked for sequences only, once for each.
import {runsOf} from './plain.ts';

type Token = {readonly type: string};

/** What is used of `@alcalzone/ansi-tokenize`. */
export type Tokenizer<StyledChar> = {
	readonly tokenize: (text: string) => readonly Token[];
	readonly styledCharsFromTokens: (tokens: readonly Token[]) => readonly StyledChar[];
	readonly styledCharsToString: (chars: readonly StyledChar[]) => string;
};

/** For text that is plain but for its sequences: a run of it is as good as one character. */
export const canonicalBy = <StyledChar>({
	tokenize,
	styledCharsFromTokens,
	styledCharsToString,
}: Tokenizer<StyledChar>): ((text: string) => string) => {
	// A theme has few of them, and no other text brings any.
	const sequences = new Map<string, readonly Token[]>();
	const tokensOf = (sequence: string): readonly Token[] => {
		const tokens = sequences.get(sequence) ?? tokenize(sequence);
		sequences.set(sequence, tokens);
		return tokens;
	};

	const runTokens = (run: string): readonly Token[] =>
		run === '' ? [] : [{type: 'char', value: run, fullWidth: false} as Token];

	return text =>
		styledCharsToString(
			styledCharsFromTokens(
				runsOf(text).flatMap((run, index) => (index % 2 === 1 ? tokensOf(run) : runTokens(run))),
			),
		);
};
