// What the user does with the screen, as values: where the cursors are, what is open, what was asked for.
import type {GroupKind} from '../analyze/groups/group.ts';
import type {JobWish} from '../collect/jobs/job.ts';
import type {Part} from '../collect/sample.ts';
import type {Form} from '../analyze/values/decode.ts';
import type {Id} from '../zookeeper/ids.ts';
import type {DemoAsk} from './demo-ask.ts';
import type {Sort} from './sort-state.ts';

export type Pane = 'trouble' | 'tree' | 'servers' | 'inspector';
export type Tab = 'locks' | 'groups' | 'sessions' | 'watches' | 'findings';
/** Tables that have a cursor and a filter of their own. */
export type Table = 'tree' | 'metrics' | Tab;

/** What stands in the tab of elections and groups. */
export type RowKind = GroupKind | 'transaction';

/** Where a table stands: `at` is a path, a session or a finding's identity, never an index. */
export type Cursor = {readonly at: string | undefined; readonly top: number};

export type Mode =
	| {readonly kind: 'home'}
	| {readonly kind: 'zoomed'; readonly pane: Pane}
	| {
			readonly kind: 'card';
			readonly path: string;
			readonly top: number;
			/** How the value is shown; undefined: as it was recognised. */
			readonly form: Form | undefined;
			/** What is looked for in the value, and which place of those it is found at is meant. */
			readonly search: string;
			readonly match: number;
			readonly back: Mode;
	  }
	/** Two values, or two versions of one, line by line. */
	| {readonly kind: 'diff'; readonly of: Compared; readonly top: number; readonly back: Mode}
	/** What is looked for in the value is typed. */
	| {readonly kind: 'search'; readonly back: Mode}
	| {readonly kind: 'help'; readonly top: number; readonly back: Mode}
	| {readonly kind: 'sources'; readonly top: number; readonly back: Mode}
	/** What changed in the time before the shown moment. */
	| {readonly kind: 'explain'; readonly spanMs: number; readonly top: number; readonly back: Mode}
	/** The finding that the cursor is on, read whole. */
	/** `finding`: its id. */
	| {
			readonly kind: 'finding';
			readonly finding: string | undefined;
			readonly top: number;
			readonly back: Mode;
	  }
	/** Long work, its price first; the cursor is a row's place: rows change theirs while it goes. */
	| {readonly kind: 'job'; readonly wish: JobWish; readonly cursor: number; readonly back: Mode}
	/** By which column the tree shall be sorted is asked. */
	| {readonly kind: 'sort'; readonly back: Mode}
	/** How many children of a giant shall be listed is asked. */
	| {readonly kind: 'giant'; readonly path: string; readonly back: Mode}
	/** The demo's panel has the keys; from which line on the drill is read: as far down as there is anything to read. */
	| {readonly kind: 'demo'; readonly top: number; readonly back: Mode}
	/** A letter is awaited: to mark with, or to go to. */
	| {readonly kind: 'letter'; readonly does: 'mark' | 'go'; readonly back: Mode}
	| {readonly kind: 'filter'; readonly table: Table; readonly text: string; readonly back: Mode}
	| Prompt;

export type Compared =
	/** The version of this place among those that were seen, with the one before it. */
	| {readonly kind: 'versions'; readonly path: string; readonly index: number}
	| {readonly kind: 'pair'; readonly wish: Extract<JobWish, {kind: 'pair'}>};

/** The command prompt, open over something else. */
export type Prompt = {
	readonly kind: 'command';
	readonly text: string;
	/** What was typed before a line was recalled. */
	readonly typed: string;
	/** Which line of the history is shown; undefined: what is being typed. */
	readonly recalled: number | undefined;
	/** The lines that the text can be completed to, once that was asked for. */
	readonly candidates: readonly string[] | undefined;
	readonly back: Mode;
};

/** What must leave the program; drained by the command that runs the screen. */
export type Effect =
	| {
			readonly kind:
				| 'quit'
				| 'refresh'
				/** All servers are asked once who watches what. */
				| 'ask-watchers'
				| 'save-screen'
				| 'repaint'
				| 'suspend'
				/** The names of the contexts are read, for the prompt to complete. */
				| 'read-contexts'
				/** It is said which contexts there are. */
				| 'tell-contexts';
	  }
	/** The demo breaks something, or heals it. */
	| {readonly kind: 'demo'; readonly ask: DemoAsk}
	/** The terminal's clipboard gets it. */
	| {readonly kind: 'copy'; readonly what: 'path' | 'value'; readonly text: string}
	/** The pager shows it. */
	| {readonly kind: 'page'; readonly text: string}
	/** Another ensemble is opened, called by this name. */
	| {readonly kind: 'switch'; readonly to: string};

export type ChartSpan = '1m' | '10m' | '1h' | '24h';

/** How the metric that the cursor is on is drawn. */
export type Chart = {
	readonly span: ChartSpan;
	/** Whose it is; undefined: that of all servers. */
	readonly server: string | undefined;
	readonly scale: 'linear' | 'log';
	/** The moment that is looked at, and the newest tick of the chart, which stands still meanwhile; undefined: it goes on. */
	readonly cursor: {readonly tick: number; readonly end: number} | undefined;
};

export type View = {
	readonly mode: Mode;
	readonly focus: Pane;
	readonly tab: Tab;
	readonly open: ReadonlySet<string>;
	/** Which children of giants the user wants to see. */
	readonly parts: ReadonlyMap<string, Part>;
	/** In which order the tree's rows are wanted; undefined: by their names. */
	readonly sort: Sort | undefined;
	readonly cursors: Readonly<Record<Table, Cursor>>;
	readonly filters: Readonly<Record<Table, string>>;
	/** Names are looked for in slices: which slice of the newest filter comes next. */
	readonly filterStep: number;
	readonly chart: Chart;
	/** Findings that the user knows of: hidden until they come anew. */
	readonly acknowledged: ReadonlySet<string>;
	readonly showsAcknowledged: boolean;
	/** The client whose sessions are shown, by its address; undefined: all clients are. */
	readonly client: string | undefined;
	/** Whose watches are shown: a znode's and all below it, by its path, or a session's, by its id; undefined: all. */
	readonly watchersOf: string | undefined;
	/** When the servers were asked last who watches what, our clock. */
	readonly watchersAskedAt: number | undefined;
	/** In which order locks stand. */
	readonly locksBy: 'trouble' | 'waiting';
	/** Locks that were asked for by their path: read also where nobody tells of all. */
	readonly locksAskedFor: readonly string[];
	/** The tree is looked through for locks, or was; undefined: nobody has asked for it. */
	readonly scan: Extract<JobWish, {kind: 'scan'}> | undefined;
	/** The kind of groups that is shown; undefined: all are. */
	readonly groupKind: RowKind | undefined;
	/** Lock paths named on the command line. */
	readonly lockPaths: readonly string[];
	readonly notice: {readonly text: string; readonly at: number} | undefined;
	readonly size: {readonly columns: number; readonly rows: number};
};

/** Paths of znodes by the names that the user has given them. */
export type Bookmarks = ReadonlyMap<string, string>;

/** A value as it was seen. */
export type Version = {
	readonly version: number;
	readonly czxid: Id;
	readonly mzxid: Id;
	readonly data: Uint8Array | undefined;
	/** When it was read, our clock. */
	readonly at: number;
};

/** Of each znode oldest first. */
export type Versions = ReadonlyMap<string, readonly Version[]>;

export type ThemeName = 'mono' | 'ansi16' | 'rich';

/** The ensemble that is open, as the user means it. */
export type Target = {
	/** The context's name, or what the connect string is called. */
	readonly name: string;
	/** Whether any certificate is believed. */
	readonly insecure: boolean;
	readonly theme: ThemeName;
};

/** What is remembered when another ensemble is opened. */
export type Memory = {
	/** The command lines of this run, oldest first; none twice in a row. */
	readonly commands: readonly string[];
	/** Names of the config file's contexts, since the prompt was opened. */
	readonly contexts: readonly string[];
	/** The ensemble that was open before this one. */
	readonly previous: string | undefined;
	/** Where the user stood in each ensemble that was open. */
	readonly views: ReadonlyMap<string, View>;
};

/** What is shown: a prompt covers nothing but the last row, the demo's panel nothing at all. */
export const shownMode = (mode: Mode): Exclude<Mode, {kind: Covering}> =>
	isCovering(mode) ? shownMode(mode.back) : mode;

const coverings = ['filter', 'search', 'letter', 'command', 'giant', 'sort', 'demo'] as const;
type Covering = (typeof coverings)[number];

const isCovering = (mode: Mode): mode is Extract<Mode, {kind: Covering}> =>
	coverings.some(kind => kind === mode.kind);

/** Whether the servers are zoomed: then any of their metrics is shown. */
export const showsMetrics = ({mode}: Pick<View, 'mode'>): boolean => {
	const seen = shownMode(mode);
	return seen.kind === 'zoomed' && seen.pane === 'servers';
};

/** The znode whose card is shown: the one it was opened for, or beside the zoomed tree the one under the cursor. */
export const describedPath = ({mode, cursors}: Pick<View, 'mode' | 'cursors'>): string | undefined => {
	switch (mode.kind) {
		case 'card':
			return mode.path;
		case 'zoomed':
			return mode.pane === 'tree' ? cursors.tree.at : undefined;
		case 'help':
		case 'sources':
		case 'explain':
		case 'finding':
		case 'demo':
		case 'filter':
		case 'search':
		case 'letter':
		case 'command':
		case 'giant':
		case 'sort':
		case 'job':
		case 'diff':
			return describedPath({mode: mode.back, cursors});
		case 'home':
			return undefined;
	}
};
