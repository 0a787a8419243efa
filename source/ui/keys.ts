// Ink's input → key names. Ink hands over fast typing as one string, so a string is taken apart into keys.
import type {Key} from 'ink';

const special = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'escape'],
	['backspace', 'backspace'],
	['delete', 'delete'],
] as const satisfies readonly (readonly [keyof Key, string])[];

const controls: ReadonlyMap<string, string> = new Map([
	['\r', 'enter'],
	['\n', 'enter'],
	['\t', 'tab'],
	['\u001B', 'escape'],
	['\u007F', 'backspace'],
	['\b', 'backspace'],
]);

/** The names of the keys in one input event of Ink, in order. */
export const keyNames = (input: string, key: Key): readonly string[] => {
	if (key.tab) {
		return [key.shift ? 'shift-tab' : 'tab'];
	}

	const named = special.find(([flag]) => key[flag]);
	if (named !== undefined) {
		return [named[1]];
	}

	if (key.ctrl) {
		return [`ctrl-${input}`];
	}

	return Array.from(input, character => controls.get(character) ?? nameOf(character));
};

/** Ink tells ctrl of a key that comes alone. */
const nameOf = (character: string): string => {
	const code = character.codePointAt(0) ?? 0;
	return code >= 1 && code <= 26 ? `ctrl-${String.fromCodePoint(code + 96)}` : character;
};
