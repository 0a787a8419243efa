// Window arithmetic: which rows of a long table are on screen.

export type Window = {readonly top: number; readonly end: number};

/** The window of `height` rows that starts near `top` and shows the row `at`. */
export const windowAround = (top: number, at: number, count: number, height: number): Window => {
	const lowest = Math.max(0, count - height);
	const shown = Math.min(Math.max(top, at - height + 1), Math.max(0, at));
	const start = Math.max(0, Math.min(shown, lowest));
	return {top: start, end: Math.min(count, start + height)};
};

/** The window of text that is scrolled without a cursor. */
export const windowFrom = (top: number, count: number, height: number): Window => {
	const start = Math.max(0, Math.min(top, count - height));
	return {top: start, end: Math.min(count, start + height)};
};
