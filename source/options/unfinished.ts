// `zktop tx`: a verb of two words of which the second is missing. What may come next is said.
import type {VerbEntry} from './flag.ts';
import {helpText} from './help.ts';

export type Unfinished =
	| {readonly kind: 'help'; readonly text: string}
	| {readonly kind: 'usage'; readonly message: string; readonly hint: string; readonly exitCode: 2};

export const unfinished = (argv: readonly string[], halves: readonly VerbEntry[]): Unfinished => {
	if (argv.includes('--help') || argv.includes('-h')) {
		return {kind: 'help', text: halves.map(({verb}) => helpText(verb)).join('\n\n')};
	}

	const seconds = halves.map(({verb}) => verb.split(' ')[1] ?? '');
	const names = `${seconds.slice(0, -1).join(', ')} or ${seconds.at(-1) ?? ''}`;
	const message = `${argv[0] ?? ''} wants ${names}: zktop ${halves[0]?.verb ?? ''} …`;
	return {kind: 'usage', message, hint: `zktop ${argv[0] ?? ''} --help lists their flags`, exitCode: 2};
};
