// What can happen: facts, in the past tense. Keys and the poller make them, the reducers answer them.
import type {Remembered} from '../analyze/membership.ts';
import type {Place} from '../analyze/findings.ts';
import type {Limits} from '../analyze/rules/limits.ts';
import type {Form} from '../analyze/values/decode.ts';
import type {JobWish} from '../collect/jobs/job.ts';
import type {Part, Sample} from '../collect/sample.ts';
import type {SortColumn} from '../collect/sorting/sorting.ts';
import type {Demo, DemoAsk} from './demo-ask.ts';
import type {Chart, ChartSpan, Compared, Effect, Pane, RowKind, Tab, Table, Target, View} from './state.ts';

/** What is known of an ensemble before its first sample. */
export type Opening = {
	readonly target: Target;
	/** Names of the servers in the order of the connect string. */
	readonly servers: readonly string[];
	readonly lockPaths: readonly string[];
	/** Below which all our paths are. */
	readonly chroot: string;
	readonly intervalMs: number;
	/** The servers are asked by TLS. */
	readonly secure: boolean;
	/** Where findings begin. */
	readonly limits: Limits;
	/** Epoch ms. */
	readonly now: number;
};

export type Event =
	| {readonly type: 'sampled'; readonly sample: Sample}
	/** An earlier run was told these members. */
	| {readonly type: 'members-remembered'; readonly remembered: Remembered}
	| {readonly type: 'resized'; readonly columns: number; readonly rows: number}
	| {readonly type: 'focused'; readonly pane: Pane}
	| {readonly type: 'tab-chosen'; readonly tab: Tab}
	/** A pane was called by its name, whatever covered it. */
	| {readonly type: 'pane-chosen'; readonly pane: Pane}
	| {readonly type: 'moved'; readonly table: Table; readonly to: string; readonly top: number}
	/** `part`: which children of a giant. */
	| {readonly type: 'expanded'; readonly path: string; readonly part?: Part}
	/** Long work shall begin, stop or go on, or another row of it is meant. */
	| {readonly type: 'job-wished'; readonly wish: JobWish; readonly cursor: number}
	/** The tree shall be looked through for locks; or that shall stop, or go on. */
	| {readonly type: 'scan-wished'; readonly wish: Extract<JobWish, {kind: 'scan'}>}
	| {readonly type: 'sort-opened'}
	/** Another order of the tree is wanted; the same one again turns round, unless it is said which way. */
	| {readonly type: 'sorted-by'; readonly by: SortColumn | 'name'; readonly reversed?: boolean}
	/** A znode was to be opened whose listing is dear. */
	| {readonly type: 'giant-met'; readonly path: string}
	/** The sessions of a client were opened, by its address; undefined: left for all clients. */
	| {readonly type: 'client-opened'; readonly address: string | undefined}
	/** Groups of one kind alone are shown, or all again. */
	| {readonly type: 'groups-narrowed'; readonly kind: RowKind | undefined}
	| {readonly type: 'collapsed'; readonly path: string}
	/** The tree was opened down to a path and the cursor put there. */
	| {readonly type: 'revealed'; readonly path: string}
	| {readonly type: 'zoomed'; readonly pane: Pane}
	| {readonly type: 'card-opened'; readonly path: string}
	| {readonly type: 'scrolled'; readonly top: number}
	| {readonly type: 'form-chosen'; readonly form: Form | undefined}
	/** Values are compared. */
	| {readonly type: 'diff-opened'; readonly of: Compared}
	| {readonly type: 'search-opened'}
	| {readonly type: 'search-left'}
	/** Something is looked for in the value of the card, and this one of its places is meant. */
	| {readonly type: 'searched'; readonly text: string; readonly match: number; readonly top: number}
	/** A finding was acknowledged, or is not any more. */
	| {readonly type: 'acknowledged'; readonly finding: string}
	/** Those that are acknowledged are shown too, or are not any more. */
	| {readonly type: 'acknowledged-shown'}
	/** The user went to the evidence of a finding. */
	| {readonly type: 'went-to'; readonly place: Place}
	/** A finding shall be read whole; undefined: there is none, and what cannot be judged is. */
	| {readonly type: 'finding-opened'; readonly finding: string | undefined}
	| {readonly type: 'help-opened'}
	| {readonly type: 'sources-opened'}
	/** The card of the lock at a path shall be shown, whether it was found or not. */
	/** `group`: its identity among the groups, where it is no lock. */
	| {readonly type: 'lock-opened'; readonly path: string; readonly group?: string}
	/** Locks were to stand by trouble, or by the time that is waited for them: the other way than now. */
	| {readonly type: 'locks-ranked'}
	/** Who watches is shown: of a znode and what is below it, by its path; of a session, by its id; undefined: of all. */
	| {readonly type: 'watchers-opened'; readonly of: string | undefined}
	/** The price was read, and all servers shall tell who watches what. */
	| {readonly type: 'watchers-asked'; readonly at: number}
	/** It was asked what has changed in so much time. */
	| {readonly type: 'explain-opened'; readonly spanMs: number}
	/** The metrics are shown, the cursor on this one, and the chart of this server or of all. */
	| {readonly type: 'chart-opened'; readonly metric: string | undefined; readonly server: string | undefined}
	| {readonly type: 'chart-spanned'; readonly span: ChartSpan}
	| {readonly type: 'chart-scaled'; readonly scale: Chart['scale']}
	| {readonly type: 'chart-server-chosen'; readonly server: string | undefined}
	/** A moment of the chart is looked at, which stands still with `end` as its newest tick. */
	| {readonly type: 'chart-cursor-moved'; readonly tick: number; readonly end: number}
	/** The demo told what can be broken in it, and what is. */
	| {readonly type: 'demo-told'; readonly demo: Demo}
	| {readonly type: 'demo-opened'; readonly top: number}
	/** Another server or client is meant: so many further on. */
	| {readonly type: 'demo-aimed'; readonly by: number}
	| {readonly type: 'demo-hinted'}
	| {readonly type: 'demo-asked'; readonly ask: DemoAsk}
	| {readonly type: 'filter-opened'; readonly table: Table}
	/** `at`: the row that is meant most. */
	| {readonly type: 'filter-typed'; readonly text: string; readonly at?: string | undefined}
	/** There is time to look at more names. */
	| {readonly type: 'filter-advanced'}
	| {readonly type: 'filter-kept'}
	| {readonly type: 'filter-cleared'; readonly table: Table}
	/** What an earlier run has marked: names and paths. */
	| {
			readonly type: 'bookmarks-read';
			readonly bookmarks: ReadonlyArray<readonly [string, string]>;
	  }
	/** A znode has got a name; undefined: nothing is called so any more. */
	| {
			readonly type: 'bookmarked';
			readonly name: string;
			readonly path: string | undefined;
			readonly at: number;
	  }
	/** A letter is awaited: to mark with, or to go to. */
	| {readonly type: 'letter-asked'; readonly does: 'mark' | 'go'}
	| {readonly type: 'prompt-opened'}
	| {readonly type: 'prompt-typed'; readonly text: string}
	| {
			readonly type: 'prompt-completed';
			readonly text: string;
			readonly candidates: readonly string[] | undefined;
	  }
	/** A line of the history was put there, or what was being typed again. */
	| {readonly type: 'prompt-recalled'; readonly text: string; readonly line: number | undefined}
	/** A command line was given, and this is what it does. */
	| {readonly type: 'command-given'; readonly line: string; readonly does: Event}
	| {readonly type: 'contexts-read'; readonly names: readonly string[]}
	| {readonly type: 'context-chosen'; readonly name: string}
	/** From now on all is about another ensemble. */
	| {readonly type: 'ensemble-opened'; readonly opening: Opening}
	/** One step back: card, help, prompt, zoom. */
	| {readonly type: 'closed'}
	| {readonly type: 'paused'}
	| {readonly type: 'resumed'}
	/** Another moment is looked at: the one recorded nearest to this tick, or now where it is the newest. */
	| {readonly type: 'travelled'; readonly tick: number; readonly notice?: View['notice']}
	/** It goes to the terminal's clipboard. */
	| {readonly type: 'copied'; readonly what: 'path' | 'value'; readonly text: string}
	/** It is opened in the pager. */
	| {readonly type: 'paged'; readonly text: string}
	| {readonly type: 'noticed'; readonly text: string; readonly at: number}
	/** The next key: what was said has been read. */
	| {readonly type: 'notice-read'}
	| {
			readonly type: 'wanted';
			readonly effect: Exclude<Effect['kind'], 'switch' | 'demo' | 'ask-watchers' | 'copy' | 'page'>;
	  }
	| {readonly type: 'effects-drained'};
