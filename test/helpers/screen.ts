// Reads an xterm screen: rows as text, cells with their colours.
import {type Terminal} from '@xterm/headless';

/** A palette index, `#rrggbb`, or undefined for the terminal's own colour. */
export type Colour = number | string | undefined;

export type Cell = {
	readonly chars: string;
	/** 1, 2 for a wide character, 0 for the cell behind one. */
	readonly width: number;
	readonly foreground: Colour;
	readonly background: Colour;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly italic: boolean;
	readonly underline: boolean;
	readonly inverse: boolean;
};

/** The rows on the screen (not those scrolled off), right-trimmed. */
export const readScreen = ({buffer: {active}, rows}: Terminal): string[] =>
	Array.from({length: rows}, (_, row) =>
		(active.getLine(active.baseY + row)?.translateToString(true) ?? '').replace(/ +$/, ''),
	);

const colourOf = (isPalette: boolean, isRgb: boolean, value: number): Colour =>
	isPalette ? value : isRgb ? `#${value.toString(16).padStart(6, '0')}` : undefined;

/** One cell; throws outside of the screen. */
export const readCell = ({buffer: {active}}: Terminal, row: number, column: number): Cell => {
	const cell = active.getLine(active.baseY + row)?.getCell(column);
	if (cell === undefined) {
		throw new RangeError(`there is no cell at row ${row}, column ${column}`);
	}

	return {
		chars: cell.getChars(),
		width: cell.getWidth(),
		foreground: colourOf(cell.isFgPalette(), cell.isFgRGB(), cell.getFgColor()),
		background: colourOf(cell.isBgPalette(), cell.isBgRGB(), cell.getBgColor()),
		bold: cell.isBold() !== 0,
		dim: cell.isDim() !== 0,
		italic: cell.isItalic() !== 0,
		underline: cell.isUnderline() !== 0,
		inverse: cell.isInverse() !== 0,
	};
};
