// The word that somebody probably meant.

/** The candidate that is at most two edits away (one for short words); undefined when none is. */
export const nearest = (word: string, candidates: readonly string[]): string | undefined => {
	const [best] = candidates
		.map(candidate => ({candidate, distance: editDistance(word, candidate)}))
		.toSorted((a, b) => a.distance - b.distance);
	return best !== undefined && best.distance <= (word.length < 5 ? 1 : 2) ? best.candidate : undefined;
};

/** Levenshtein's distance, a row at a time. */
const editDistance = (a: string, b: string): number => {
	let row = Array.from({length: b.length + 1}, (_, index) => index);
	for (const [i, letter] of Array.from(a).entries()) {
		const next = [i + 1];
		for (const [j, other] of Array.from(b).entries()) {
			next.push(
				Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)),
			);
		}

		row = next;
	}

	return row.at(-1) ?? 0;
};
