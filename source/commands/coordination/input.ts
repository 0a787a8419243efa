// What a verb reads besides its words: a file, or its standard input.
import {buffer} from 'node:stream/consumers';
import process from 'node:process';
import {readPublic} from '../../options/access/files.ts';

/** @param file Undefined or `-`: standard input. `what` stands in errors. */
export const readInput = async (file: string | undefined, what: string): Promise<Buffer> =>
	file === undefined || file === '-'
		? buffer(process.stdin)
		: readPublic({path: file, what, namedBy: 'the word behind the verb'});
