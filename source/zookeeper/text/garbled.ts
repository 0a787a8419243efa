// The error for an answer that is not what the word promises: names the word and shows how the answer begins.
import {ZooKeeperError} from '../errors.ts';

const shown = 60;
const unprintable = /[\p{C}\p{Z}"\\]/gu;

const escape = (character: string): string =>
	character === ' '
		? character
		: (names.get(character) ?? `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);

const names = new Map([
	['\n', '\\n'],
	['\r', '\\r'],
	['\t', '\\t'],
	['"', '\\"'],
	['\\', '\\\\'],
]);

/** A ZooKeeperError of kind `garbled`; nothing of the answer gets into its message unescaped. */
export const garbled = (word: string, text: string): ZooKeeperError => {
	const beginning = text.slice(0, shown).replace(unprintable, escape);
	return new ZooKeeperError(
		'garbled',
		`this is not ZooKeeper's answer to ${word}: "${beginning}${text.length > shown ? '…' : ''}"`,
	);
};

/** A ZooKeeperError of kind `garbled` for an answer that ends within a line; shows its end, escaped too. */
export const cutOff = (word: string, text: string): ZooKeeperError => {
	const end = text.slice(text.lastIndexOf('\n') + 1);
	const tail = end.slice(-shown).replace(unprintable, escape);
	return new ZooKeeperError(
		'garbled',
		`the answer to ${word} breaks off within a line: "${end.length > shown ? '…' : ''}${tail}"`,
	);
};
