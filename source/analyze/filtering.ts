// What a filter finds: the text as it stands, or where nothing has it, its letters in this order. Upper and lower case are the same.
export type Wanted = {
	/** In lower case; empty: everything. */
	readonly text: string;
	/** Its letters, with any others between them. */
	readonly isFuzzy: boolean;
};

export const everything: Wanted = {text: '', isFuzzy: false};

/** Whether a text is meant. Linear in its length, whatever is wanted: names come from anybody. */
export const isMeant = (wanted: Wanted): ((text: string) => boolean) => {
	const {text: letters, isFuzzy} = wanted;
	if (!isFuzzy) {
		// Three times as fast as to make each text lower case first.
		const pattern = new RegExp(letters.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`), 'i');
		return text => pattern.test(text);
	}

	return text => {
		const lower = text.toLowerCase();
		let at = -1;
		for (const letter of letters) {
			at = lower.indexOf(letter, at + 1);
			if (at === -1) {
				return false;
			}
		}

		return true;
	};
};

/** Where the letters stand that are found, as UTF-16 units; none where it is not meant, or cannot be told. */
export const lettersFound = (text: string, {text: letters, isFuzzy}: Wanted): readonly number[] => {
	const lower = text.toLowerCase();
	if (letters === '' || lower.length !== text.length) {
		return [];
	}

	if (isFuzzy) {
		return tightest(lower, Array.from(letters));
	}

	const found: number[] = [];
	for (let at = lower.indexOf(letters); at !== -1; at = lower.indexOf(letters, at + letters.length)) {
		found.push(...Array.from({length: letters.length}, (_, index) => at + index));
	}

	return found;
};

/** From the first place where all letters have come, backwards: the shortest stretch that ends there. */
const tightest = (text: string, letters: readonly string[]): readonly number[] => {
	let end = -1;
	for (const letter of letters) {
		end = text.indexOf(letter, end + 1);
		if (end === -1) {
			return [];
		}
	}

	const found: number[] = [];
	let at = end + 1;
	for (const letter of letters.toReversed()) {
		at = text.lastIndexOf(letter, at - 1);
		found.unshift(at);
	}

	return found;
};

/** The better the higher: letters that stand together, at the start of the text or of a word in it, in a short text. */
export const scoreOf = (text: string, wanted: Wanted): number => {
	const found = lettersFound(text, wanted);
	const letters = wanted.isFuzzy ? found : found.slice(0, wanted.text.length);
	if (letters.length === 0) {
		return Number.NEGATIVE_INFINITY;
	}

	const starts = letters.filter(at => at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1] ?? '')).length;
	const joined = letters.filter((at, index) => index > 0 && letters[index - 1] === at - 1).length;
	const isWhole = text.length === wanted.text.length;
	return joined * 4 + starts * 3 + Number(isWhole) * 20 + Number(letters[0] === 0) * 4 - text.length * 0.01;
};

/** The rows one of whose texts has what is wanted, in their order; where none has, those that have its letters, the best first. */
export const filtered = <Row>(
	rows: readonly Row[],
	text: string,
	textsOf: (row: Row) => readonly string[],
): readonly Row[] => {
	if (text === '') {
		return rows;
	}

	const has = isMeant({text, isFuzzy: false});
	const exact = rows.filter(row => textsOf(row).some(has));
	return exact.length > 0 ? exact : ranked(rows, {text, isFuzzy: true}, textsOf);
};

const ranked = <Row>(
	rows: readonly Row[],
	wanted: Wanted,
	textsOf: (row: Row) => readonly string[],
): readonly Row[] =>
	rows
		.map(row => ({row, score: Math.max(...textsOf(row).map(text => scoreOf(text, wanted)))}))
		.filter(({score}) => score > Number.NEGATIVE_INFINITY)
		.toSorted((a, b) => b.score - a.score)
		.map(({row}) => row);
