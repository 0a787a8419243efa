// What a filter has found stands out in the rows of its table.
import {lettersFound, shownTree, type Wanted} from '../store/shown-tree.ts';
import {showsMetrics, type Pane, type State, type Table} from '../store/state.ts';
import {lineWidth, type Line} from './line.ts';
import {marked} from './value/spans.ts';

/** The lines of a pane, with what its filter has found in them. */
export const withFound = (lines: readonly Line[], pane: Pane, state: State): readonly Line[] => {
	const table = tableIn(pane, state);
	const text = table === undefined ? '' : state.view.filters[table].toLowerCase();
	if (table === undefined || text === '') {
		return lines;
	}

	const wanted = table === 'tree' ? shownTree(state).wanted : {text, isFuzzy: false};
	return lines.map(line => markedIn(line, wanted));
};

const tableIn = (pane: Pane, {view}: State): Table | undefined =>
	pane === 'tree' ? 'tree' : pane === 'servers' ? (showsMetrics(view) ? 'metrics' : undefined) : view.tab;

/** Letters apart from each other are looked for in the name alone, which ends before two blanks. */
const markedIn = (line: Line, wanted: Wanted): Line => {
	if (lineWidth(line) === 0) {
		return line;
	}

	const text = line.map(span => span.text).join('');
	const name = wanted.isFuzzy ? (/^[▌ ]*(?:[▾▸] )?\S.*?(?= {2}|$)/.exec(text)?.[0] ?? '') : text;
	return lettersSeen(name, wanted).reduce<Line>((spans, at) => marked(spans, at, at + 1, 'found'), line);
};

/** Of a name that is cut off the first letters are seen. */
const lettersSeen = (name: string, wanted: Wanted): readonly number[] => {
	const seen = lettersFound(name, wanted);
	return seen.length === 0 && wanted.isFuzzy && wanted.text.length > 1 && name.endsWith('…')
		? lettersSeen(name, {...wanted, text: Array.from(wanted.text).slice(0, -1).join('')})
		: seen;
};
