// `--help`: one verb with its flags, or all verbs.
import {entryOf, everywhere, verbs, type Flag, type Verb} from './flags.ts';

const flagLine = ({name, short, value, does}: Flag): string => {
	const spelled = `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
	return `  ${spelled.padEnd(36)} ${does}`;
};

/** The help of one verb, or of all. */
export const helpText = (verb: Verb): string => {
	const {words, does, flags, alias} = entryOf(verb);
	const usage = `zktop${verb === 'top' ? '' : ` ${verb}`}${words === '' ? '' : ` ${words}`} [flags]`;
	const others =
		verb === 'top'
			? [
					'',
					'Verbs',
					...verbs
						.filter(entry => entry.verb !== 'top')
						.map(entry => `  zktop ${`${entry.verb} ${entry.words}`.padEnd(20)} ${entry.does}`),
				]
			: [];
	return [
		usage,
		`  ${does}${alias === undefined ? '' : ` (also: zktop ${alias})`}`,
		...others,
		'',
		'Flags',
		...[...flags, ...everywhere].map(flagLine),
	].join('\n');
};
