// The memory's slice: what outlives a switch to another ensemble.
import type {Event} from '../events.ts';
import {shownMode, type Memory, type Mode, type State} from '../state.ts';
import {reduceView} from '../view.ts';

export const noMemory: Memory = {commands: [], contexts: [], previous: undefined, views: new Map()};

/** The memory after an event; the same one when the event is not about it. */
export const reduceMemory = (memory: Memory, event: Event): Memory =>
	event.type === 'contexts-read' ? {...memory, contexts: event.names} : memory;

/** The prompt is closed and its line remembered; one that is given twice in a row is one. */
export const afterCommand = (state: State, line: string): State => {
	const {memory, view} = state;
	const commands = memory.commands.at(-1) === line ? memory.commands : [...memory.commands, line];
	return {...state, memory: {...memory, commands}, view: reduceView(view, {type: 'closed'})};
};

/** Nothing of the ensemble before is left but what the user did, and where one stood in the other one is there again. */
export const afterSwitch = (before: State, fresh: State): State => {
	const {memory, target, view} = before;
	const {name} = fresh.target;
	const views = new Map([...memory.views, [target.name, view]]);
	const left = views.get(name) ?? fresh.view;
	return {
		...fresh,
		demo: before.demo,
		memory: {...memory, views, previous: name === target.name ? memory.previous : target.name},
		view: {
			...left,
			mode: uncovered(left.mode),
			lockPaths: fresh.view.lockPaths,
			chart: {...left.chart, cursor: undefined},
			watchersAskedAt: undefined,
			scan: undefined, // what it found is gone, and reading all again has its price
			notice: undefined,
			size: view.size,
		},
	};
};

/** Without what is read once and left. */
const uncovered = (mode: Mode): Mode => {
	const seen = shownMode(mode);
	return ['help', 'sources', 'explain', 'finding'].includes(seen.kind) && 'back' in seen
		? uncovered(seen.back)
		: seen;
};
