// `--help`: one verb with its flags, or all verbs.
import {connecting, entryOf, everywhere, verbs, type Flag, type Verb} from './flags.ts';

const flagLine = ({name, short, value, does}: Flag): string => {
	const spelled = `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
	return `  ${spelled.padEnd(36)} ${does}`;
};

/** The help of one verb, or of all. */
export const helpText = (verb: Verb): string => {
	const {words, does, flags, alias} = entryOf(verb);
	const usage = `zktop${verb === 'top' ? '' : ` ${verb}`}${words === '' ? '' : ` ${words}`} [flags]`;
	const ofConnection = flags.filter(flag => connecting.includes(flag));
	const own = flags.filter(flag => !ofConnection.includes(flag));
	return [
		usage,
		`  ${does}${alias === undefined ? '' : ` (also: zktop ${alias})`}`,
		...(verb === 'top' ? ['', 'Verbs', ...verbLines()] : []),
		'',
		'Flags',
		...[...own, ...everywhere].map(flagLine),
		...(ofConnection.length === 0 ? [] : ['', 'Connection', ...ofConnection.map(flagLine)]),
	].join('\n');
};

const verbLines = (): readonly string[] => {
	const others = verbs.filter(({verb}) => verb !== 'top');
	const usages = others.map(({verb, words}) => `${verb} ${words}`);
	const width = Math.max(...usages.map(usage => usage.length));
	return others.map(({does}, index) => `  zktop ${(usages[index] ?? '').padEnd(width)} ${does}`);
};
