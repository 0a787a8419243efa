// What `find` looks for: a piece of a name, or with `*` and `?` a whole name; with a `/` the same of the path.

/** Whether a path is meant; upper and lower case are the same. */
export const matcherOf = (pattern: string): ((path: string) => boolean) => {
	const wanted = pattern.toLowerCase();
	const partOf = (path: string): string =>
		(wanted.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1)).toLowerCase();
	if (!/[*?]/.test(wanted)) {
		return path => partOf(path).includes(wanted);
	}

	return path => isLike(partOf(path), wanted);
};

/** Linear but for the last star, which alone is gone back to: no name can make it slow. */
const isLike = (text: string, pattern: string): boolean => {
	let [at, wanted, star, from] = [0, 0, -1, 0];
	while (at < text.length) {
		if (pattern[wanted] === '*') {
			[star, from] = [wanted, at];
			wanted += 1;
		} else if (pattern[wanted] === '?' || pattern[wanted] === text[at]) {
			at += 1;
			wanted += 1;
		} else if (star === -1) {
			return false;
		} else {
			from += 1;
			[at, wanted] = [from, star + 1];
		}
	}

	return /^\**$/.test(pattern.slice(wanted));
};
