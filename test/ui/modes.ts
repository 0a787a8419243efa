// Every mode that has keys of its own.
import {reducePrompt} from '../../source/store/prompt/mode.ts';
import type {Mode} from '../../source/store/state.ts';

export const home: Mode = {kind: 'home'};
export const zoomedServers: Mode = {kind: 'zoomed', pane: 'servers'};
export const modes: readonly Mode[] = [
	home,
	{kind: 'zoomed', pane: 'tree'},
	zoomedServers,
	{kind: 'card', path: '/', top: 0, form: undefined, search: '', match: 0, back: home},
	{
		kind: 'search',
		back: {kind: 'card', path: '/', top: 0, form: undefined, search: '', match: 0, back: home},
	},
	{kind: 'help', top: 0, back: home},
	{kind: 'sources', top: 0, back: home},
	{kind: 'explain', spanMs: 60_000, top: 0, back: home},
	{kind: 'finding', finding: undefined, top: 0, back: home},
	{kind: 'giant', path: '/', back: home},
	{kind: 'sort', back: home},
	{
		kind: 'job',
		wish: {id: 'usage /', kind: 'usage', path: '/', at: '/', going: false},
		cursor: 0,
		back: home,
	},
	{kind: 'diff', of: {kind: 'versions', path: '/', index: 1}, top: 0, back: home},
	{kind: 'letter', does: 'mark', back: home},
	{kind: 'demo', top: 0, back: home},
	{kind: 'filter', table: 'tree', text: '', back: home},
	reducePrompt(home, {type: 'prompt-opened'}),
];
