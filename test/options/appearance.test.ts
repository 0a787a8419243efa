// source/options/appearance.ts
import {describe, expect, it} from 'vitest';
import {makeHome} from './reading.ts';

const seen = async (argv: readonly string[], env: Readonly<Record<string, string>>) => {
	const {theme, ascii} = await makeHome().options(argv, {env});
	return [theme, ascii];
};

describe('the theme', () => {
	it.each([
		[{}, 'ansi16'],
		[{NO_COLOR: '1'}, 'mono'],
		[{NO_COLOR: 'false'}, 'mono'],
		[{NO_COLOR: ''}, 'ansi16'],
		[{TERM: 'dumb'}, 'mono'],
		[{TERM: 'xterm-256color'}, 'ansi16'],
	])('with %j is %s', async (env, theme) => {
		expect(await seen([], env as Record<string, string>)).toEqual([theme, false]);
	});

	it.each(['mono', 'ansi16', 'rich'])('is what --theme says, whatever the environment: %s', async theme => {
		expect((await seen(['--theme', theme], {NO_COLOR: '1'}))[0]).toBe(theme);
	});
});

describe('glyphs', () => {
	it.each([
		[{LANG: 'C.UTF-8'}, false],
		[{LANG: 'en_US.utf8'}, false],
		[{LANG: 'C'}, true],
		[{LANG: ''}, true],
		[{LANG: 'C.UTF-8', LC_ALL: 'C'}, true],
		[{LANG: 'C', LC_CTYPE: 'C.UTF-8'}, false],
		[{LANG: 'C', LC_CTYPE: 'C.UTF-8', LC_ALL: 'POSIX'}, true],
		[{LANG: 'C.UTF-8', LC_ALL: ''}, false],
	])('with %j are ASCII: %s', async (env, ascii) => {
		expect((await seen([], env as Record<string, string>))[1]).toBe(ascii);
	});

	it('are ASCII with --ascii in any locale', async () => {
		expect((await seen(['--ascii'], {LANG: 'C.UTF-8'}))[1]).toBe(true);
	});
});
