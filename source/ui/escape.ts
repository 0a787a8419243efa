// What comes from ZooKeeper is untrusted text: everything that could act on the terminal or hide is shown, not sent.

/** Controls, bidi marks and overrides, zero-width and line separators, tags, lone surrogates, private use, unassigned. */
const dangerous = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u00AD\u115F\u1160\u3164\uFFA0]/gu;
const harmless = /^[ -~]*$/;

const named: ReadonlyMap<string, string> = new Map([
	['\n', String.raw`\n`],
	['\r', String.raw`\r`],
	['\t', String.raw`\t`],
	['\0', String.raw`\0`],
]);

const shown = (character: string): string => {
	const code = character.codePointAt(0) ?? 0;
	return (
		named.get(character) ??
		(code < 0x100
			? String.raw`\x${code.toString(16).padStart(2, '0')}`
			: `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`)
	);
};

/** The text with every dangerous character made visible: `\x1b`, `\n`, `<U+202E>`. */
export const escapeText = (text: string): string =>
	harmless.test(text) ? text : text.replaceAll(dangerous, shown);

/** The last guard before the terminal: what nobody made visible is left out. It took no columns. */
export const withoutDangerous = (text: string): string =>
	harmless.test(text) ? text : text.replaceAll(dangerous, '');
