// Where each fact of a server comes from, and what is in the way of the other doors: the table behind the Sources card.
import type {Attempt, Source} from '../collect/attempt.ts';
import type {WordValues} from '../collect/sample.ts';
import type {Scheme} from '../zookeeper/admin/scheme.ts';

export type Fact =
	'condition' | 'metrics' | 'connections' | 'ephemerals' | 'watches' | 'configuration' | 'leader';

/** Each fact with the question that brings it, by its names at both doors. */
export const facts: readonly {
	readonly fact: Fact;
	readonly question: keyof WordValues;
	readonly word: string;
	readonly command: string;
}[] = [
	{fact: 'condition', question: 'srvr', word: 'srvr', command: 'server_stats'},
	{fact: 'metrics', question: 'mntr', word: 'mntr', command: 'monitor'},
	{fact: 'connections', question: 'cons', word: 'cons', command: 'connections'},
	{fact: 'ephemerals', question: 'dump', word: 'dump', command: 'dump'},
	{fact: 'watches', question: 'wchs', word: 'wchs', command: 'watch_summary'},
	{fact: 'configuration', question: 'conf', word: 'conf', command: 'configuration'},
	{fact: 'leader', question: 'leader', word: 'srvr', command: 'leader'},
];

/** The doors that were tried last, by the fact's word. */
export type Tried = Readonly<Partial<Record<keyof WordValues, readonly Attempt[]>>>;

export type DoorRow = {
	readonly source: Source;
	/** `untried`: not wanted until now, or a door before it is open; `unknown`: nobody told where it is. */
	readonly state: Attempt['result'] | 'untried' | 'unknown';
	readonly why: string | undefined;
	/** What to write into zoo.cfg, each line as it stands there. */
	readonly opens: string | undefined;
	/** Since it was tried. */
	readonly ageMs: number | undefined;
	/** Of the answer. */
	readonly bytes: number | undefined;
	/** How often it was tried in the last minute, or since the start where that is less. */
	readonly asksPerMinute: number | undefined;
	/** Of an AdminServer that answered. */
	readonly scheme: Scheme | undefined;
	/** The server's other client port. */
	readonly port: number | undefined;
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
	facts.map(({fact, question, word, command}) => {
		const attempts = tried[question] ?? [];
		const why = whyUntried(question, tried);
		return {
			fact,
			word,
			command,
			source: attempts.find(({result}) => result === 'works')?.source,
			doors: [
				doorOf('word', attempts, now) ?? untried('word', why),
				...attempts.filter(({source}) => source === 'other-port').map(attempt => rowOf(attempt, now)),
				doorOf('admin', attempts, now) ?? (hasAdmin ? untried('admin', why) : unknownAdmin),
			],
		};
	});

/** Why a door was left alone. */
const whyUntried = (question: keyof WordValues, tried: Tried): string => {
	const attempts = tried[question] ?? [];
	if (attempts.length > 0) {
		return isOpen(attempts)
			? 'not needed, the door before it is open'
			: 'not asked, for what is in the way of the other door is the server itself';
	}

	if (!isOpen(tried.srvr ?? [])) {
		return 'not asked before the server answers srvr';
	}

	return question === 'dump'
		? 'not wanted of this server; dump of the leader and one follower is enough'
		: 'not asked yet';
};

const isOpen = (attempts: readonly Attempt[]): boolean => attempts.some(({result}) => result === 'works');

const untried = (source: Source, why: string): DoorRow => ({
	source,
	state: 'untried',
	why,
	opens: undefined,
	ageMs: undefined,
	bytes: undefined,
	asksPerMinute: undefined,
	scheme: undefined,
	port: undefined,
});

const unknownAdmin: DoorRow = {
	...untried('admin', 'nobody told its port; --admin-port PORT (8080 by default) would open it'),
	state: 'unknown',
};

const doorOf = (source: Source, attempts: readonly Attempt[], now: number): DoorRow | undefined => {
	const attempt = attempts.find(attempt => attempt.source === source);
	return attempt && rowOf(attempt, now);
};

const minuteMs = 60_000;

const rowOf = (attempt: Attempt, now: number): DoorRow => {
	const {source, result, at, bytes, asksPerMinute, scheme, port} = attempt;
	const [why, lines] = (attempt.why ?? '').split(/; zoo\.cfg opens it: /);
	return {
		source,
		state: result,
		why: attempt.why === undefined ? undefined : why,
		opens: lines?.replaceAll(' and ', '\n'),
		ageMs: now - at,
		bytes,
		// It was counted when it was asked last.
		asksPerMinute: now - at < minuteMs ? asksPerMinute : 0,
		scheme,
		port,
	};
};
