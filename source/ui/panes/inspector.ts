// The inspector: one box, five tabs.
import {groupsOf} from '../../store/groups.ts';
import {watchersToldAt, watchingOf} from '../../store/watching.ts';
import {findingsOf, locksOf, sessionsOf, showsClients, tellsSessions} from '../../store/selectors.ts';
import {shown, type State, type Tab} from '../../store/state.ts';
import {escapeText} from '../escape.ts';
import {formatCount, formatShort, formatWholeAge} from '../format.ts';
import {lineWidth, span, type Line} from '../line.ts';
import {findingsTab} from './findings/findings.ts';
import {groupsRemark, groupsTab} from './groups/groups.ts';
import {locksSource, locksTab} from './locks.ts';
import {sessionsTab} from './sessions.ts';
import {watchesRemark, watchesTab} from './watches.ts';

type TabView = {
	readonly key: string;
	readonly title: string;
	/** Where there is no room for the title. */
	readonly short: string;
	/** Undefined: not asked. */
	readonly count: (state: State) => number | undefined;
	readonly lines: (state: State, width: number, height: number) => readonly Line[];
	readonly remark: (state: State) => string;
};

const tabViews: Readonly<Record<Tab, TabView>> = {
	locks: {
		key: '1',
		title: 'Locks',
		short: 'Locks',
		count: state => known(locksOf(state).length, state),
		lines: locksTab,
		remark: locksSource,
	},
	groups: {
		key: '2',
		title: 'Groups',
		short: 'Grps',
		count: state => known(groupsOf(state).length, state),
		lines: groupsTab,
		remark: groupsRemark,
	},
	sessions: {
		key: '3',
		title: 'Sessions',
		short: 'Sess',
		count: state => seen(sessionsOf(state).length + omitted(state), state),
		lines: sessionsTab,
		remark: state => sessionsRemark(state),
	},
	watches: {
		key: '4',
		title: 'Watches',
		short: 'Watch',
		count: state => (watchersToldAt(shown(state)) === undefined ? undefined : watchingOf(shown(state)).count),
		lines: watchesTab,
		remark: watchesRemark,
	},
	findings: {
		key: '5',
		title: 'Findings',
		short: 'Find',
		count: state => findingsOf(state).length,
		lines: findingsTab,
		remark: () => 'by severity, then age',
	},
};

/** A filter is about those that are there. */
/** Nobody says that there is none, where no server tells of all and nothing was looked through. */
const known = (count: number, state: State): number | undefined => {
	const {inspection, scan} = shown(state);
	return count === 0 && inspection.lockSource.kind !== 'dump' && scan === undefined ? undefined : count;
};

const seen = (count: number, state: State): number | undefined =>
	count === 0 && !tellsSessions(shown(state)) ? undefined : count;

const omitted = (state: State): number =>
	state.view.filters.sessions === '' ? shown(state).inspection.omitted : 0;

const sessionsRemark = (state: State): string => {
	const {client} = state.view;
	if (client !== undefined) {
		return `${watchesAge(state)}sessions of ${escapeText(client)} · esc: all clients`;
	}

	const count = shown(state).inspection.omitted;
	return count === 0
		? `by requests/s without pings · ${watchesAge(state)}zktop’s own left out`
		: `${formatCount(count)} less busy ones were not recorded`;
};

/** How old the column WATCHES is. */
const watchesAge = (state: State): string => {
	const data = shown(state);
	const toldAt = watchersToldAt(data);
	return toldAt === undefined || showsClients(state)
		? ''
		: `watches as of ${formatWholeAge(data.clock.at - toldAt)} ago · `;
};

/** Tabs in the order of their keys. */
export const tabs: readonly Tab[] = ['locks', 'groups', 'sessions', 'watches', 'findings'];

/** `1 LOCKS 4 · 2 Groups 6 · 3 Sessions 412 · 5 Findings 2`, with the filter of the shown one; shorter where there is no room for all. */
export const inspectorTitle = (state: State, width = Infinity): Line => {
	const {tab} = state.view;
	const whole = unnarrowed(state);
	const counted = (view: TabView): string =>
		countText(view.count(view.key === tabViews[tab].key ? state : whole));
	const forms = [
		titleIn(state, ' · ', view => view.title + counted(view)),
		titleIn(state, '  ', view => view.short + (view.key === tabViews[tab].key ? counted(view) : '')),
		titleIn(state, ' ', ({short}) => short),
	];
	return forms.find(form => lineWidth(form) <= width) ?? forms.at(-1) ?? [];
};

/** What a filter leaves is told of the shown tab alone: of the others how many there are. */
const unnarrowed = ({view, ...state}: State): State => ({
	...state,
	view: {
		...view,
		filters: {...view.filters, locks: '', groups: '', sessions: '', watches: '', findings: ''},
		client: undefined,
		groupKind: undefined,
	},
});

const countText = (count: number | undefined): string =>
	count === undefined ? '' : ` ${formatShort(count)}`;

const titleIn = (
	{view: {tab, focus, filters}}: State,
	between: string,
	textOf: (view: TabView) => string,
): Line =>
	tabs.flatMap((name, index) => {
		const view = tabViews[name];
		const text = `${view.key} ${textOf(name === tab ? {...view, title: view.title.toUpperCase(), short: view.short.toUpperCase()} : view)}`;
		const filter = name === tab && filters[tab] !== '' ? ` /${escapeText(filters[tab])}` : '';
		return [
			span(index === 0 ? '' : between, 'muted'),
			span(text + filter, name === tab ? (focus === 'inspector' ? 'focused' : 'heading') : undefined),
		];
	});

export const inspectorPane = (state: State, width: number, height: number): readonly Line[] =>
	tabViews[state.view.tab].lines(state, width, height);

/** What the border below says of the shown tab. */
export const inspectorRemark = (state: State): string => tabViews[state.view.tab].remark(state);
