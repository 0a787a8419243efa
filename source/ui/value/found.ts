// Where a text is found in the lines of a value; upper and lower case are the same.
export type Place = {readonly line: number; readonly from: number};

export type Found = {
	readonly count: number;
	/** There are more, which are not counted. */
	readonly isMore: boolean;
	readonly placeAt: (index: number) => Place | undefined;
	/** Where in a line it is found. */
	readonly inLine: (line: number) => readonly number[];
	/** Which place the first one of a line is. */
	readonly first: (line: number) => number;
};

const mostPlaces = 10_000;

let last: {readonly lines: readonly string[]; readonly text: string; readonly found: Found} | undefined;

/** Looked for once for the same lines and text. */
export const found = (lines: readonly string[], text: string): Found => {
	if (last?.lines !== lines || last.text !== text) {
		last = {lines, text, found: foundIn(placesOf(lines, text.toLowerCase()))};
	}

	return last.found;
};

const placesOf = (lines: readonly string[], wanted: string): readonly Place[] => {
	const places: Place[] = [];
	for (const [line, text] of wanted === '' ? [] : lines.entries()) {
		const lower = text.toLowerCase();
		// Some letters are longer in lower case: there no place would be where it is seen.
		const among = lower.length === text.length ? lower : text;
		for (
			let from = among.indexOf(wanted);
			from !== -1 && places.length <= mostPlaces;
			from = among.indexOf(wanted, from + wanted.length)
		) {
			places.push({line, from});
		}
	}

	return places;
};

const foundIn = (all: readonly Place[]): Found => {
	const places = all.slice(0, mostPlaces);
	const firsts = new Map<number, number>();
	const byLine = new Map<number, number[]>();
	for (const [index, {line, from}] of places.entries()) {
		const known = byLine.get(line);
		if (known === undefined) {
			firsts.set(line, index);
			byLine.set(line, [from]);
		} else {
			known.push(from);
		}
	}

	return {
		count: places.length,
		isMore: all.length > mostPlaces,
		placeAt: index => places[index],
		inLine: line => byLine.get(line) ?? [],
		first: line => firsts.get(line) ?? -1,
	};
};
