// Two texts, line by line: what stayed, what was removed and what was added. (Myers: An O(ND) difference algorithm)
export type DiffLine =
	| {readonly kind: 'same' | 'removed' | 'added'; readonly text: string}
	/** So many lines that are the same. */
	| {readonly kind: 'skipped'; readonly count: number};

type Edit = Extract<DiffLine, {readonly text: string}>;

/** Texts that differ more are not compared line by line: all of one goes, all of the other comes. */
const mostEdits = 2000;

/** What makes the left text the right one. */
export const diffOf = (left: readonly string[], right: readonly string[]): readonly Edit[] => {
	const shorter = Math.min(left.length, right.length);
	let start = 0;
	while (start < shorter && left[start] === right[start]) {
		start += 1;
	}

	let end = 0;
	while (end < shorter - start && left[left.length - 1 - end] === right[right.length - 1 - end]) {
		end += 1;
	}

	return [
		...as('same', left.slice(0, start)),
		...middle(left.slice(start, left.length - end), right.slice(start, right.length - end)),
		...as('same', left.slice(left.length - end)),
	];
};

const as = (kind: Edit['kind'], texts: readonly string[]): readonly Edit[] =>
	texts.map(text => ({kind, text}));

const middle = (left: readonly string[], right: readonly string[]): readonly Edit[] => {
	const trail = left.length === 0 || right.length === 0 ? undefined : trailOf(left, right);
	return trail === undefined
		? [...as('removed', left), ...as('added', right)]
		: walkedBack(left, right, trail);
};

/** For each number of edits, how far each diagonal came; undefined: too many. */
const trailOf = (left: readonly string[], right: readonly string[]): readonly Int32Array[] | undefined => {
	const most = Math.min(left.length + right.length, mostEdits);
	const reached = new Int32Array(2 * most + 3);
	const trail: Int32Array[] = [];
	for (let edits = 0; edits <= most; edits++) {
		trail.push(reached.slice(most - edits, most + edits + 3));
		for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
			const at = most + 1 + diagonal;
			const isDown =
				diagonal === -edits || (diagonal !== edits && (reached[at - 1] ?? 0) < (reached[at + 1] ?? 0));
			let x = isDown ? (reached[at + 1] ?? 0) : (reached[at - 1] ?? 0) + 1;
			while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) {
				x += 1;
			}

			reached[at] = x;
			if (x >= left.length && x - diagonal >= right.length) {
				return trail;
			}
		}
	}

	return undefined;
};

/** The edits, found from the end of both texts to their starts. */
const walkedBack = (
	left: readonly string[],
	right: readonly string[],
	trail: readonly Int32Array[],
): readonly Edit[] => {
	const edits: Edit[] = [];
	let [x, y] = [left.length, right.length];
	for (let count = trail.length - 1; count >= 0; count--) {
		const reached = trail[count] ?? new Int32Array();
		const at = (diagonal: number): number => reached[diagonal + count + 1] ?? 0;
		const diagonal = x - y;
		const isDown = diagonal === -count || (diagonal !== count && at(diagonal - 1) < at(diagonal + 1));
		const before = isDown ? diagonal + 1 : diagonal - 1;
		const fromX = count === 0 ? 0 : at(before);
		const fromY = count === 0 ? 0 : fromX - before;
		while (x > fromX && y > fromY) {
			x -= 1;
			y -= 1;
			edits.push({kind: 'same', text: left[x] ?? ''});
		}

		if (count > 0) {
			edits.push(
				isDown ? {kind: 'added', text: right[fromY] ?? ''} : {kind: 'removed', text: left[fromX] ?? ''},
			);
			[x, y] = [fromX, fromY];
		}
	}

	return edits.reverse();
};

/** The edits with so many lines around them. */
export const hunksOf = (edits: readonly Edit[], context = 3): readonly DiffLine[] => {
	const lines: DiffLine[] = [];
	let from = 0;
	while (from < edits.length) {
		let to = from;
		while (to < edits.length && edits[to]?.kind === 'same') {
			to += 1;
		}

		const [first, last] = [from === 0 ? 0 : context, to === edits.length ? 0 : context];
		const skipped = to - from - first - last;
		const same = edits.slice(from, to);
		lines.push(
			...(skipped > 1
				? [
						...same.slice(0, first),
						{kind: 'skipped', count: skipped} as const,
						...same.slice(same.length - last, same.length),
					]
				: same),
		);
		while (to < edits.length && edits[to]?.kind !== 'same') {
			lines.push(edits[to] ?? {kind: 'skipped', count: 0});
			to += 1;
		}

		from = to;
	}

	return lines;
};
