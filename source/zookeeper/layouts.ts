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

/** `shared` contenders wait for exclusive ones only. */
export type QueueMode = 'exclusive' | 'shared';

/** Whose znodes contend with ours. */
export type Library = 'zktop' | 'kazoo' | 'curator';

/** How the contenders of one queue call their znodes. */
export type QueueLayout = {
	readonly library: Library;
	/** What stands between `before` and the sequence number, in each mode. Without shared contenders both are the same. */
	readonly marks: Readonly<Record<QueueMode, string>>;
	/** What a name begins with; `id` is 32 hex digits that nobody else has. */
	readonly before: (id: string) => string;
	/** Matches what a name begins with. */
	readonly start: string;
};

const hex32 = '[0-9a-f]{32}';
const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const sequence = String.raw`(?:\d{10}|-\d{9,10})`;

/** Pieces of names, as regular expressions: ids as kazoo and Curator write them, and ZooKeeper's counter. */
export const grammar = {hex32, guid, sequence} as const;

const guidOf = (id: string): string => id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

// zktop: `zktop-HEX-lock-SEQ`, `zktop-HEX-read-SEQ`, `zktop-HEX-leader-SEQ`
const own = {library: 'zktop', before: (id: string) => `zktop-${id}-`, start: `zktop-${hex32}-`} as const;
// kazoo/recipe/lock.py, election.py: `HEX__lock__SEQ`, `HEX__rlock__SEQ`
const kazoo = {library: 'kazoo', before: (id: string) => id, start: hex32} as const;
// Curator's protected mode (ProtectedUtils): `_c_UUID-lock-SEQ`, `_c_UUID-__READ__SEQ`, `_c_UUID-__WRIT__SEQ`, `_c_UUID-latch-SEQ`
const curator = {
	library: 'curator',
	before: (id: string) => `_c_${guidOf(id)}-`,
	start: `_c_${guid}-`,
} as const;

const one = (mark: string): QueueLayout['marks'] => ({exclusive: mark, shared: mark});

/** Locks that only exclude. */
export const mutexLayouts: Readonly<Record<Library, QueueLayout>> = {
	zktop: {...own, marks: {exclusive: 'lock-', shared: 'read-'}},
	kazoo: {...kazoo, marks: {exclusive: '__lock__', shared: '__rlock__'}},
	curator: {...curator, marks: one('lock-')},
};

/** Locks for readers and writers. Only Curator keeps them apart from its mutex. */
export const readWriteLayouts: Readonly<Record<Library, QueueLayout>> = {
	...mutexLayouts,
	curator: {...curator, marks: {exclusive: '__WRIT__', shared: '__READ__'}},
};

/** Elections: kazoo's is its lock, Curator's is LeaderLatch. */
export const electionLayouts: Readonly<Record<Library, QueueLayout>> = {
	zktop: {...own, marks: one('leader-')},
	kazoo: {...kazoo, marks: one('__lock__')},
	curator: {...curator, marks: one('latch-')},
};

/** Matches the names of all contenders of a layout, and nothing else. */
export const contenderName = ({start, marks}: QueueLayout): RegExp =>
	new RegExp(`^${start}(?:${marks.exclusive}|${marks.shared})${sequence}$`);

/** In which mode a znode of this name contends; undefined when it is no contender of this layout. */
export const modeOf = ({start, marks}: QueueLayout, name: string): QueueMode | undefined => {
	const fits = (mark: string): boolean => patternOf(start, mark).test(name);
	if (fits(marks.exclusive)) {
		return 'exclusive';
	}

	return fits(marks.shared) ? 'shared' : undefined;
};

const patterns = new Map<string, RegExp>();

/** Made once: a queue may have thousands of contenders. */
const patternOf = (start: string, mark: string): RegExp => {
	const source = `^${start}${mark}${sequence}$`;
	const pattern = patterns.get(source) ?? new RegExp(source);
	patterns.set(source, pattern);
	return pattern;
};

/** What a contender's name begins with, up to its sequence number. */
export const stemFor = ({before, marks}: QueueLayout, mode: QueueMode, id: string): string =>
	`${before(id)}${marks[mode]}`;

/**
 * Who came first, of two contenders: negative for `a`. The counter wraps from 2,147,483,647 to −2,147,483,648, and who came
 * later is the one less than half the way round ahead; kazoo and Curator compare the digits as text, and so do we among them.
 */
export const compareContenders = ({library}: QueueLayout, a: string, b: string): number => {
	if (library === 'zktop') {
		return ((sequenceOf(a) ?? 0) - (sequenceOf(b) ?? 0)) | 0;
	}

	const [first, second] = [a.slice(stemOf(a).length), b.slice(stemOf(b).length)];
	return first < second ? -1 : first > second ? 1 : 0;
};

const everyLayout = [mutexLayouts, readWriteLayouts, electionLayouts].flatMap(layouts =>
	Object.values(layouts),
);

/** Whose contender a znode of this name is; undefined when it is nobody's we know. */
export const libraryOf = (name: string): Library | undefined =>
	everyLayout.find(layout => modeOf(layout, name) !== undefined)?.library;

/** Whose contender a name is that is none of this layout's; undefined when it is nobody's we know. */
export const strangerOf = (layout: QueueLayout, name: string): QueueLayout | undefined =>
	modeOf(layout, name) === undefined
		? everyLayout.find(other => modeOf(other, name) !== undefined)
		: undefined;
