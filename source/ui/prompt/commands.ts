// The one table of commands: what the prompt runs and completes; the help and README's table derive from it.
import type {Event} from '../../store/events.ts';
import {metricsNamed} from '../../store/metrics.ts';
import type {Pane, RowKind, State, Tab} from '../../store/state.ts';
import {bookmarksOf} from '../../store/bookmarks.ts';
import {placesFor} from '../../store/goto.ts';
import {goTo, listMarks, mark, unmark} from './places.ts';
import {refuse, type Refusal} from '../refusal.ts';
import {changesFor, diffFor} from '../actions/diff.ts';
import {findFor} from './find.ts';
import {lockAtPath} from './lock.ts';
import {scanFor} from './scan.ts';
import {orderNames, sortFor} from '../actions/sort.ts';
import {at, explainFor} from '../actions/time.ts';

export {refuse, type Refusal};

export type Command = {
	readonly name: string;
	/** Another name. */
	readonly short?: string;
	/** How its argument is written; absent: it takes none. */
	readonly argument?: string;
	readonly does: string;
	/** What the argument can be. */
	readonly complete?: (state: State, argument: string) => readonly string[];
	/** @param argument Empty when none was given. */
	readonly run: (state: State, argument: string) => Event | Refusal;
};

type Wanted = Extract<Event, {type: 'wanted'}>['effect'];

const want = (effect: Wanted) => (): Event => ({type: 'wanted', effect});
const tab = (name: Tab) => (): Event => ({type: 'tab-chosen', tab: name});
const narrow = (kind: RowKind | undefined) => (): Event => ({type: 'groups-narrowed', kind});
const pane = (name: Pane) => (): Event => ({type: 'pane-chosen', pane: name});

/** `-` is the one before, as for cd(1). */
const openContext = ({memory: {previous}}: State, name: string): Event | Refusal => {
	if (name === '') {
		return {type: 'wanted', effect: 'tell-contexts'};
	}

	if (name !== '-') {
		return {type: 'context-chosen', name};
	}

	return previous === undefined
		? refuse('ctx -: no other ensemble was open before this one; ctx NAME opens one')
		: {type: 'context-chosen', name: previous};
};

const openMetric = ({live, view}: State, name: string): Event | Refusal => {
	const named = name === '' ? [] : metricsNamed(live.servers, [name]);
	const found = named.find(metric => metric.name === name) ?? named[0];
	return name !== '' && found === undefined
		? refuse(`no metric is called ${name}; :metrics lists them all`)
		: {type: 'chart-opened', metric: found?.name, server: view.chart.server};
};

export const commands: readonly Command[] = [
	{
		name: 'ctx',
		argument: '[NAME]',
		does: 'open a context; -: the one before; alone: list them',
		complete: ({memory}) => [...new Set([...memory.contexts, ...memory.views.keys()])].sort(),
		run: openContext,
	},
	{
		name: 'goto',
		argument: "PATH|'NAME",
		does: 'go to a znode: tab completes its path, or what is marked',
		complete: placesFor,
		run: goTo,
	},
	{
		name: 'mark',
		argument: 'NAME [PATH]',
		does: 'mark a znode: the one under the cursor, or PATH',
		complete: (state, argument) =>
			argument.includes(' /')
				? placesFor(state, argument.slice(argument.indexOf(' ') + 1)).map(
						path => `${argument.slice(0, argument.indexOf(' '))} ${path}`,
					)
				: [],
		run: mark,
	},
	{name: 'marks', does: 'what is marked', run: listMarks},
	{
		name: 'unmark',
		argument: 'NAME',
		does: 'take a mark away',
		complete: state => bookmarksOf(state).map(([name]) => name),
		run: unmark,
	},
	{name: 'tree', does: 'go to the tree', run: pane('tree')},
	{
		name: 'find',
		argument: 'PATTERN [PATH]',
		does: 'znodes whose name is like it (* and ?) or has it in it, below PATH or all',
		run: findFor,
	},
	{
		name: 'diff',
		argument: 'PATH [PATH]',
		does: 'compare the values of two znodes: of PATH and of the one under the cursor, or of two',
		complete: (state, argument) => {
			const before = argument.slice(0, argument.lastIndexOf(' ') + 1);
			return placesFor(state, argument.slice(before.length)).map(path => before + path);
		},
		run: diffFor,
	},
	{
		name: 'changes',
		argument: '[ZXID] [PATH]',
		does: 'what has changed below a znode since a transaction, or since zktop first looked',
		run: changesFor,
	},
	{
		name: 'sort',
		argument: 'COLUMN [reversed]',
		does: 'sort the tree by a column; name is the order as it was',
		complete: () => orderNames,
		run: sortFor,
	},
	{name: 'servers', does: 'go to the servers', run: pane('servers')},
	{
		name: 'metrics',
		argument: '[NAME]',
		does: 'any metric of the servers as a chart',
		complete: ({live}) => metricsNamed(live.servers).map(({name}) => name),
		run: openMetric,
	},
	{name: 'locks', does: 'go to the locks', run: tab('locks')},
	{
		name: 'lock',
		argument: 'PATH',
		does: 'the lock at a path: read there, where no server tells of all locks',
		complete: ({live}) => live.inspection.locks.map(({path}) => path),
		run: lockAtPath,
	},
	{
		name: 'scan',
		argument: '[PATH]',
		does: 'find locks and groups by a scan of the tree, where dump is off: its price first',
		complete: placesFor,
		run: scanFor,
	},
	{name: 'groups', does: 'go to the elections and groups', run: narrow(undefined)},
	{name: 'elections', does: 'elections alone', run: narrow('election')},
	{name: 'registries', does: 'registries alone', run: narrow('registry')},
	{name: 'semaphores', does: 'semaphores alone', run: narrow('semaphore')},
	{name: 'barriers', does: 'barriers alone', run: narrow('barrier')},
	{name: 'queues', does: 'queues alone', run: narrow('queue')},
	{name: 'counters', does: 'counters alone', run: narrow('counter')},
	{name: 'leases', does: 'leases alone', run: narrow('lease')},
	{name: 'transactions', does: 'transactions alone', run: narrow('transaction')},
	{name: 'sessions', does: 'go to the sessions', run: tab('sessions')},
	{name: 'watches', does: 'go to the watches: who watches what', run: tab('watches')},
	{name: 'findings', does: 'go to the findings', run: tab('findings')},
	{
		name: 'sources',
		does: 'where each fact comes from, and what would open the rest',
		run: () => ({type: 'sources-opened'}),
	},
	{
		name: 'explain',
		argument: '[TIME]',
		does: 'what changed in that time: 60s, 5m, 1h; default 60s',
		run: explainFor,
	},
	{name: 'help', does: 'the help', run: () => ({type: 'help-opened'})},
	{
		name: 'pause',
		does: 'pause the screen',
		run: ({frozen}) => (frozen === undefined ? {type: 'paused'} : refuse('paused already; live goes on')),
	},
	{
		name: 'at',
		argument: 'TIME',
		does: 'back in time: 14:02:10 (UTC), or -72s, -5m, -1h',
		run: at,
	},
	{
		name: 'live',
		does: 'back to now: end the pause',
		run: ({frozen}) => (frozen === undefined ? refuse('not paused: the screen is live') : {type: 'resumed'}),
	},
	{name: 'refresh', does: 'ask everything again now', run: want('refresh')},
	{name: 'save', does: 'write the screen to a text file', run: want('save-screen')},
	{name: 'quit', short: 'q', does: 'quit', run: want('quit')},
];

/** How a command is written in help and README: `:quit :q`, `:ctx [NAME]`. */
export const labelOf = ({name, short, argument}: Command): string =>
	[
		`:${name}`,
		...(short === undefined ? [] : [`:${short}`]),
		...(argument === undefined ? [] : [argument]),
	].join(' ');

/** The name and the argument in a command line; both may be empty. */
export const partsOf = (line: string): {readonly name: string; readonly argument: string} => {
	const [name = ''] = line.trim().split(/\s/, 1);
	return {name, argument: line.trim().slice(name.length).trim()};
};

/** The command that is called so. */
export const commandCalled = (name: string): Command | undefined =>
	commands.find(command => command.name === name || command.short === name);

/** The word of several that somebody probably meant. */
export type Nearest = (word: string, candidates: readonly string[]) => string | undefined;

/** What a command line does, or why it does nothing. */
export const outcomeOf = (line: string, state: State, nearest: Nearest): Event | Refusal => {
	const {name, argument} = partsOf(line);
	const command = commandCalled(name);
	if (command === undefined) {
		const near = nearest(
			name,
			commands.map(command => command.name),
		);
		return refuse(
			`unknown command "${name}"; ${near === undefined ? ':help lists them' : `did you mean :${near}?`}`,
		);
	}

	return command.argument === undefined && argument !== ''
		? refuse(`:${name} takes no argument, but got "${argument}"`)
		: command.run(state, argument);
};
