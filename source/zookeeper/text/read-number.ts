// Numbers as Java prints them: `12`, `-1`, `0.6019`, `1.0E7`; and `NaN`, which is none.

/** The finite number that the text is, blanks around it allowed; undefined for anything else. */
export const readNumber = (text: string | undefined): number | undefined => {
	if (text === undefined || text.trim() === '') {
		return undefined;
	}

	const value = Number(text);
	return Number.isFinite(value) ? value : undefined;
};
