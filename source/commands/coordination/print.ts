// JSON on stdout: a document, or with --follow one line for each.
import type {PathProblem} from './path-problem.ts';

/** `at` comes first: when it is printed. */
export const printJson = (
	fields: Readonly<Record<string, unknown>>,
	follow: boolean,
	problems: readonly PathProblem[] = [],
): void => {
	const document = {at: new Date().toISOString(), ...fields, problems};
	process.stdout.write(`${JSON.stringify(document, undefined, follow ? undefined : 2)}\n`);
};

const utf8 = new TextDecoder('utf8', {fatal: true});

/** Data as text, else as base64; null data is null text. */
export const bytesJson = (
	data: Buffer | undefined,
): {readonly text: string | null} | {readonly base64: string} => {
	try {
		return {text: data === undefined ? null : utf8.decode(data)};
	} catch {
		return {base64: data?.toString('base64') ?? ''};
	}
};
