// Node-name grammars that recipes and their inspectors share.

const digits = 10;
const largest = 2 ** 31 - 1;
const separator = /[^\p{L}\p{N}]/u;

/** As clients name what is not in a queue; its last digits are no counter. */
const uuid = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/**
 * Where the counter begins that ZooKeeper appends to sequential znodes, −1 when there is none. It is the parent's int32 as
 * `%010d` (`PrepRequestProcessor`): ten digits, and once it has wrapped a minus and nine or ten digits. The minus of
 * `lock-0000000001` is the client's: it is a sign only behind another separator.
 *
 * There may be a million names: no pattern is tried on one that does not end like a counter.
 */
const counterAt = (name: string): number => {
	const run = trailingDigits(name);
	const start = name.length - run;
	if ((run === digits || run === digits - 1) && name[start - 1] === '-' && isSign(name, start - 1)) {
		return run === digits - 1 || /[12]/.test(name.charAt(start)) ? start - 1 : -1;
	}

	const isCounter = run >= digits && Number(name.slice(-digits)) <= largest;
	return isCounter && !uuid.test(name) ? name.length - digits : -1;
};

const isSign = (name: string, minus: number): boolean =>
	minus === 0 || separator.test(name.charAt(minus - 1));

/** How many digits a name ends with, up to one more than a counter has. */
const trailingDigits = (name: string): number => {
	let run = 0;
	while (run <= digits && isDigit(name.charCodeAt(name.length - 1 - run))) {
		run += 1;
	}

	return run;
};

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** The sequence number at the end of a node's name; undefined when there is none. */
export const sequenceOf = (name: string): number | undefined => {
	const at = counterAt(name);
	return at === -1 ? undefined : Number(name.slice(at));
};

/** The name without its sequence number. */
export const stemOf = (name: string): string => {
	const at = counterAt(name);
	return at === -1 ? name : name.slice(0, at);
};
