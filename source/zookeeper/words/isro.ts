// `isro`: whether the server takes writes: `rw`, `ro` in read-only mode, `null` without a quorum; no newline.
import {garbled} from '../text/garbled.ts';

const answers = ['rw', 'ro', 'null'] as const;

export type Isro = (typeof answers)[number];

/** Reads the answer to `isro`; throws `garbled` for anything else. */
export const readIsro = (text: string): Isro => {
	const answer = answers.find(known => known === text.trim());
	if (answer === undefined) {
		throw garbled('isro', text);
	}

	return answer;
};
