// Random text as it may come to Ink: mostly what zktop draws, sometimes what it never should.
import type {createRandom} from '../helpers/random.ts';

type Random = ReturnType<typeof createRandom>;

const drawn = [
	'zk1:2181 ✓ follower',
	'│ ▌▾ /locks/orders ●',
	'┌─ Servers ───┐',
	'▁▂▃▄▅▆▇█ 4.0k',
	'≤43 m … 12,345',
	'    ',
	'ä Ω Ж “quoted” → x',
	'',
];
const sequences = [
	'0',
	'',
	'1',
	'2',
	'7',
	'22',
	'27',
	'39',
	'36',
	'1;31',
	'90',
	'38;5;12',
	'38;2;0;158;115',
	'48;5;3',
	'4:3',
];
const strange = [
	'漢字',
	'👩‍👩‍👧',
	'é',
	'\u0301',
	'\u200B',
	'\t',
	'\u001B[2J',
	'\u001B]8;;x\u0007y\u001B]8;;\u0007',
	'\u00AD',
	'\u001B[',
	'\u0007',
	'\u2028',
	'नि',
	'⚠️',
];

const oneOf = <T>(random: Random, all: readonly T[]): T => all[random(all.length)] as T;

/** One line; `strangeIn`: one piece in that many is strange. */
export const styledText = (random: Random, strangeIn: number): string =>
	Array.from({length: random(9)}, () => {
		const piece = random(strangeIn) === 0 ? oneOf(random, strange) : oneOf(random, drawn);
		return random(2) === 0 ? piece : `\u001B[${oneOf(random, sequences)}m${piece}`;
	}).join('');
