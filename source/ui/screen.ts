// The whole screen as rows: a pure function of the state. Every row is exactly as wide as the terminal.
import {layoutOf, smallest, type Box, type Layout} from './layout.ts';
import {beside, edge, endOf, filled, sides, startOf, type Border} from './box.ts';
import {fit, lineWidth, span, wrap, type Line} from './line.ts';
import {cardPane, cardPosition} from './panes/card/card.ts';
import {diffPane, diffTitle} from './panes/diff.ts';
import {demoPanel} from './panes/demo.ts';
import {explainPane, explainTitle} from './panes/explain.ts';
import {wholePane, wholeTitle} from './panes/findings/whole.ts';
import {withFound} from './found-marks.ts';
import {footer} from './panes/footer.ts';
import {header} from './panes/header.ts';
import {helpPane} from './panes/help.ts';
import {metricsPane, metricsPosition, metricsRemark, metricsTitle} from './panes/metrics/metrics.ts';
import {inspectorPane, inspectorRemark, inspectorTitle} from './panes/inspector.ts';
import {jobPane, jobTitle} from './panes/job.ts';
import {serversPane} from './panes/servers.ts';
import {sourcesPane} from './panes/sources.ts';
import {treePane, treeSource, treeTitle} from './panes/tree.ts';
import {treeRemark} from './panes/tree-remark.ts';
import {troubleBand, troubleRows} from './panes/trouble.ts';
import {troublesOf} from '../store/selectors.ts';
import {shownMode, shown, showsMetrics, type Pane, type State} from '../store/state.ts';

/** The layout of the state: what the keys and the panes have to agree on. */
export const layoutFor = (state: State): Layout => {
	const {columns, rows} = state.view.size;
	const size = {columns, rows: rows - demoPanel(state).length};
	return layoutOf(
		{...state.view, size},
		{troubles: troubleRows(state, columns), servers: shown(state).servers.length},
	);
};

/** All rows of the screen, top to bottom. */
export const screenRows = (state: State): readonly Line[] => {
	const {columns} = state.view.size;
	const layout = layoutFor(state);
	if (layout.kind === 'too-small') {
		return tooSmall(layout);
	}

	const band = 'trouble' in layout ? layout.trouble : 0;
	const titled = layout.kind === 'wide' && troublesOf(state).length > 0;
	const last = footer(state, columns);
	const rows = [
		header(state, columns),
		...filled(band === 0 ? [] : troubleBand(state, columns, band, titled), columns, band),
		...body(state, layout),
		...demoPanel(state),
	];
	return [...rows.slice(0, rows.length + 1 - last.length), ...last];
};

/** What it needs at least, in as many words as there is room for. */
const tooSmall = ({columns, rows}: {readonly columns: number; readonly rows: number}): readonly Line[] => {
	const least = `${smallest.columns}×${smallest.rows}`;
	const forms = [`too small: ${columns}×${rows}, zktop needs ${least}`, `needs ${least}`, least].map(text =>
		wrap(text, columns),
	);
	const form = forms.find(({length}) => length <= rows) ?? forms.at(-1) ?? [];
	return filled(
		form.map(text => [span(text)]),
		columns,
		rows,
	);
};

type Shown = Exclude<Layout, {kind: 'too-small'}>;

const body = (state: State, layout: Shown): readonly Line[] => {
	switch (layout.kind) {
		case 'wide':
			return beside(framed(state, 'tree', layout.tree), [
				edge('┌', layout.servers.width, '┐', titleOf(state, 'servers', layout.servers.width)),
				...sides(linesOf(state, 'servers', layout.servers), layout.servers.width, layout.servers.height),
				edge('├', layout.inspector.width, '┤', titleOf(state, 'inspector', layout.inspector.width)),
				...sides(
					linesOf(state, 'inspector', layout.inspector),
					layout.inspector.width,
					layout.inspector.height,
				),
				edge('└', layout.inspector.width, '┘', remarkOf(state, 'inspector', layout.inspector.width)),
			]);
		case 'stacked':
			return stacked(state, layout);
		case 'card':
			return layout.tree === undefined
				? framedCard(state, layout.card)
				: beside(framed(state, 'tree', layout.tree), framedCard(state, layout.card));
		case 'single':
			return framed(state, layout.pane, layout.box);
		case 'sources':
			return covering('Sources', sourcesPane, state, layout.box);
		case 'explain':
			return covering(explainTitle(state), explainPane, state, layout.box);
		case 'finding':
			return covering(wholeTitle(state), wholePane, state, layout.box);
		case 'job':
			return jobScreen(state, layout.box);
		case 'diff':
			return covering(diffTitle(state), diffPane, state, layout.box);
		case 'help':
			return covering('Help', helpPane, state, layout.box);
	}
};

/** What takes the whole screen but header and footer, and is read. */
const covering = (
	title: string,
	pane: (state: State, width: number, height: number) => readonly Line[],
	state: State,
	{width, height}: Box,
): readonly Line[] => [
	edge('┌', width, '┐', {left: fitTitle([span(title, 'heading')], width)}),
	...sides(pane(state, width, height), width, height),
	edge('└', width, '┘'),
];

const jobScreen = (state: State, {width, height}: Box): readonly Line[] => {
	const mode = shownMode(state.view.mode);
	return mode.kind === 'job'
		? [
				edge('┌', width, '┐', {
					left: [span(jobTitle(mode), 'focused')],
					right: [span(treeSource(state), 'muted')],
				}),
				...sides(jobPane(state, mode, width, height), width, height),
				edge('└', width, '┘'),
			]
		: [];
};

/** Servers over tree and inspector, with shared borders. */
const stacked = (
	state: State,
	{servers, tree, inspector}: Extract<Layout, {kind: 'stacked'}>,
): readonly Line[] => {
	const left = filled(linesOf(state, 'tree', tree), tree.width, tree.height);
	const right = filled(linesOf(state, 'inspector', inspector), inspector.width, inspector.height);
	const bar = span('│', 'muted');
	return [
		edge('┌', servers.width, '┐', titleOf(state, 'servers', servers.width)),
		...sides(linesOf(state, 'servers', servers), servers.width, servers.height),
		[
			...edge('├', tree.width, '┬', titleOf(state, 'tree', tree.width)),
			...edge('', inspector.width, '┤', titleOf(state, 'inspector', inspector.width)),
		],
		...left.map((line, index) => {
			const neighbour = right[index] ?? [];
			return [bar, ...line, startOf(neighbour), ...neighbour, endOf(neighbour)];
		}),
		[
			...edge('└', tree.width, '┴', remarkOf(state, 'tree', tree.width)),
			...edge('', inspector.width, '┘', remarkOf(state, 'inspector', inspector.width)),
		],
	];
};

const framed = (state: State, pane: Pane, box: Box): readonly Line[] => [
	edge('┌', box.width, '┐', titleOf(state, pane, box.width)),
	...sides(linesOf(state, pane, box), box.width, box.height),
	edge('└', box.width, '┘', remarkOf(state, pane, box.width)),
];

const framedCard = (state: State, box: Box): readonly Line[] => [
	edge('┌', box.width, '┐', {left: [span('Describe', 'focused')], right: [span(treeSource(state), 'muted')]}),
	...sides(cardPane(state, box.width, box.height), box.width, box.height),
	edge('└', box.width, '┘', {right: [span(cardPosition(state, box.width, box.height), 'muted')]}),
];

const linesOf = (state: State, pane: Pane, box: Box): readonly Line[] =>
	withFound(drawn(state, pane, box), pane, state);

const drawn = (state: State, pane: Pane, {width, height}: Box): readonly Line[] => {
	switch (pane) {
		case 'tree':
			return treePane(state, width, height);
		case 'servers':
			return showsMetrics(state.view) ? metricsPane(state, width, height) : serversPane(state, width, height);
		case 'inspector':
		case 'trouble':
			return inspectorPane(state, width, height);
	}
};

const titleOf = (state: State, pane: Pane, width: number): Border => {
	const style = state.view.focus === pane ? 'focused' : 'heading';
	switch (pane) {
		case 'tree': {
			const source = treeSource(state);
			return {left: [span(treeTitle(state, width - source.length), style)], right: [span(source, 'muted')]};
		}

		case 'servers':
			return {
				left: showsMetrics(state.view) ? metricsTitle(state, style === 'focused') : [span('Servers', style)],
				right: [span('ms and rates: last interval', 'muted')],
			};
		case 'inspector':
		case 'trouble':
			return {left: fitTitle(inspectorTitle(state, width - 4), width)};
	}
};

const fitTitle = (title: Line, width: number): Line =>
	lineWidth(title) > width - 4 ? fit(title, Math.max(0, width - 4)) : title;

const remarkOf = (state: State, pane: Pane, width: number): Border => {
	switch (pane) {
		case 'tree':
			return {left: [span(treeRemark(state, width), 'muted')]};
		case 'inspector':
		case 'trouble':
			return {right: [span(inspectorRemark(state), 'muted')]};
		case 'servers':
			return showsMetrics(state.view)
				? {left: [span(metricsRemark(state), 'muted')], right: [span(metricsPosition(state), 'muted')]}
				: {};
	}
};
