// Two values, compared as they are shown: JSON laid out, packed values unpacked, bytes as a dump.
import {decode, linesAs} from '../values/decode.ts';
import {diffOf, hunksOf, type DiffLine} from './diff.ts';

export type ValueDiff = {
	readonly isEqual: boolean;
	/** In which form they were compared. */
	readonly form: string;
	readonly lines: readonly DiffLine[];
};

/** What makes one value the other; undefined is null data. */
export const valueDiff = (left: Uint8Array | undefined, right: Uint8Array | undefined): ValueDiff => {
	const isEqual = left === right || (left !== undefined && right !== undefined && isSame(left, right));
	const [before, after] = [decode(left), decode(right)];
	const isDump = [before, after].some(({form}) => form === 'hex');
	const form = isDump ? 'hex' : before.form === after.form ? before.form : `${before.form} and ${after.form}`;
	const linesOf = (data: Uint8Array | undefined, lines: readonly string[]): readonly string[] =>
		isDump && data !== undefined && data.length > 0 ? linesAs('hex', data) : lines;
	return {
		isEqual,
		form,
		lines: hunksOf(diffOf(linesOf(left, before.lines), linesOf(right, after.lines))),
	};
};

const isSame = (left: Uint8Array, right: Uint8Array): boolean =>
	left.length === right.length && left.every((byte, index) => byte === right[index]);
