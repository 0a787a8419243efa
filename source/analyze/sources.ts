// Where each fact of a server comes from, and what is in the way of the other doors: the table behind the Sources card.
import type {Attempt, Source} from '../collect/attempt.ts';
import type {WordValues} from '../collect/sample.ts';

export type Fact = 'condition' | 'metrics' | 'connections' | 'ephemerals' | 'configuration';

/** Each fact with the question that brings it, by both names. */
export const facts: readonly {
	readonly fact: Fact;
	readonly word: keyof WordValues;
	readonly command: string;
}[] = [
	{fact: 'condition', word: 'srvr', command: 'server_stats'},
	{fact: 'metrics', word: 'mntr', command: 'monitor'},
	{fact: 'connections', word: 'cons', command: 'connections'},
	{fact: 'ephemerals', word: 'dump', command: 'dump'},
	{fact: 'configuration', word: 'conf', command: 'configuration'},
];

/** The doors that were tried last, by the fact's word. */
export type Tried = Readonly<Partial<Record<keyof WordValues, readonly Attempt[]>>>;

export type DoorRow = {
	readonly source: Source;
	/** `untried`: not wanted until now, or a door before it is open; `unknown`: nobody told where it is. */
	readonly state: Attempt['result'] | 'untried' | 'unknown';
	readonly why: string | undefined;
	/** What to write into zoo.cfg. */
	readonly opens: string | undefined;
	/** Since it was tried. */
	readonly ageMs: number | undefined;
	/** Of the answer. */
	readonly bytes: number | undefined;
};

export type FactRow = {
	readonly fact: Fact;
	readonly word: string;
	readonly command: string;
	/** The door that answered last; undefined where none did. */
	readonly source: Source | undefined;
	readonly doors: readonly DoorRow[];
};

/** All facts of one server; `hasAdmin`: its AdminServer's port is known. `now` is our clock, epoch ms. */
export const sourcesOf = (tried: Tried, hasAdmin: boolean, now: number): readonly FactRow[] =>
	facts.map(({fact, word, command}) => {
		const attempts = tried[word] ?? [];
		return {
			fact,
			word,
			command,
			source: attempts.find(({result}) => result === 'works')?.source,
			doors: [
				doorOf('word', attempts, now) ?? untried('word'),
				doorOf('admin', attempts, now) ?? (hasAdmin ? untried('admin') : unknownAdmin),
			],
		};
	});

const untried = (source: Source): DoorRow => ({
	source,
	state: 'untried',
	why: undefined,
	opens: undefined,
	ageMs: undefined,
	bytes: undefined,
});

const unknownAdmin: DoorRow = {
	...untried('admin'),
	state: 'unknown',
	why: 'nobody told where it listens: --admin-port PORT (ZooKeeper’s default is 8080)',
};

const doorOf = (source: Source, attempts: readonly Attempt[], now: number): DoorRow | undefined => {
	const attempt = attempts.find(attempt => attempt.source === source);
	if (attempt === undefined) {
		return undefined;
	}

	const [why, opens] = (attempt.why ?? '').split(/; zoo\.cfg opens it: /);
	return {
		source,
		state: attempt.result,
		why: attempt.why === undefined ? undefined : why,
		opens,
		ageMs: now - attempt.at,
		bytes: attempt.bytes,
	};
};
