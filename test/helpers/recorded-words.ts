// The recorded answers of real servers: test/fixtures/4lw/VERSION/SITUATION/WORD.txt, raw bytes.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../fixtures/4lw/', import.meta.url));
const refusals: readonly string[] = ['3.8.0/not_serving', '3.8.0/not_whitelisted'];
const situations = readdirSync(root).flatMap(version =>
	readdirSync(`${root}${version}`).map(situation => `${version}/${situation}`),
);

/** The answer of `at` (e.g. `3.8.0/leader`) to `word`. */
export const recorded = (at: string, word: string): string =>
	readFileSync(`${root}${at}/${word}.txt`, 'utf8');

/** Where a word was recorded, e.g. `3.8.0/leader`; without the two situations in which most words are refused. */
export const situationsOf = (word: string): readonly string[] =>
	situations.filter(at => !refusals.includes(at) && existsSync(`${root}${at}/${word}.txt`));
