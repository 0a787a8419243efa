// Draws frames that are rows of text, one below the other: a row is drawn once and remembered for as long as it is on screen.
import {isStyledPlain} from './plain.ts';

/** What of Ink's `Output` is used here; text is written with its left end at x. */
type Operation = {
	readonly type: 'write' | 'clip' | 'unclip';
	readonly x: number;
	readonly y: number;
	readonly text: string;
	readonly transformers: ReadonlyArray<(line: string, index: number) => string>;
};
export type Frame = {readonly operations: readonly Operation[]; readonly height: number};

/** What Ink itself does, for all that is not plain. */
export type Stock = {
	/** A row of its own, drawn by `Output`. */
	readonly draw: (operation: Operation) => string;
	/** Text with its sequences in canonical order. */
	readonly canonical: (text: string) => string;
};

type Drawn = {readonly transformers: Operation['transformers']; readonly row: string};

let drawn = new Map<string, Drawn>();

/** The rows of a frame, or undefined when it is more than rows. */
export const rowsOf = ({operations, height}: Frame, stock: Stock): readonly string[] | undefined => {
	const rows = new Array<string>(height).fill('');
	const taken = new Set<number>();
	const next = new Map<string, Drawn>();
	for (const operation of operations) {
		const {type, x, y, text, transformers} = operation;
		if (type !== 'write' || x !== 0 || y < 0 || y >= height || taken.has(y) || text.includes('\n')) {
			return undefined;
		}

		const before = drawn.get(text);
		const row =
			before !== undefined && isSame(before.transformers, transformers) ? before.row : draw(operation, stock);
		next.set(text, {transformers, row});
		taken.add(y);
		rows[y] = row;
	}

	drawn = next;
	return rows;
};

const isSame = (before: Operation['transformers'], now: Operation['transformers']): boolean =>
	before.length === now.length && before.every((transformer, index) => transformer === now[index]);

const draw = (operation: Operation, stock: Stock): string => {
	const {text, transformers} = operation;
	if (!isStyledPlain(text)) {
		return stock.draw(operation);
	}

	const line = stock.canonical(text);
	if (transformers.some(transformer => transformer(line, 0) !== line)) {
		return stock.draw(operation);
	}

	// Ink reads its own output once more; styles that were opened in another order than they stand in change places.
	return (line === text ? line : stock.canonical(line)).trimEnd();
};
