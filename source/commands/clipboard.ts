// Text for the clipboard of the terminal, over any number of hops: OSC 52.
//
//   ESC ] 5 2 ; c ; BASE64 BEL       base64 alone stands in it, so no text can end the sequence and say something else
import process from 'node:process';
import {formatBytes, formatCount} from '../ui/format.ts';

/** xterm and hterm take sequences of 100,000 bytes; others take more, none says so. */
const mostBytes = 74_994;

export type Copy = {readonly what: 'path' | 'value'; readonly text: string};

/** The sequence that puts a text into the clipboard; undefined where it is too long for that. */
export const clipboardSequence = (text: string): string | undefined => {
	const bytes = Buffer.from(text);
	return bytes.length > mostBytes ? undefined : `\u001B]52;c;${bytes.toString('base64')}\u0007`;
};

/** Copies; gives what is to be said of it. Whether the terminal took it, it never tells. */
export const copied = ({what, text}: Copy): string => {
	const size = formatBytes(Buffer.byteLength(text));
	const sequence = clipboardSequence(text);
	if (sequence === undefined) {
		return `the ${what} is ${size}, the clipboard takes ${formatCount(mostBytes)} bytes; o opens it in the pager`;
	}

	process.stdout.write(sequence);
	return `${what} copied, ${size}, where the terminal allows it (OSC 52)`;
};
