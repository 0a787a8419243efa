// How the screen is drawn, by the flags, the context and what the terminal is said to be able to.
import {themeOf, type Environment, type Flags, type ThemeName} from './values.ts';

export type Appearance = {readonly theme: ThemeName; readonly ascii: boolean};

/** @param preferred The context's theme. */
export const appearanceOf = (
	flags: Flags,
	environment: Environment,
	preferred: ThemeName | undefined,
): Appearance => ({
	theme: themeOf(flags) ?? (isColourless(environment) ? 'mono' : (preferred ?? 'ansi16')),
	ascii: flags['ascii'] === true || !isUtf8(environment),
});

const isColourless = (environment: Environment): boolean =>
	(environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb';

/** LC_ALL over LC_CTYPE over LANG, as setlocale(3) has it. */
const isUtf8 = (environment: Environment): boolean =>
	/utf-?8/i.test(
		[environment['LC_ALL'], environment['LC_CTYPE'], environment['LANG']].find(
			value => value !== undefined && value !== '',
		) ?? '',
	);
