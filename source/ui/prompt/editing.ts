// What the keys of the command prompt do: give the line, complete it, recall an older one.
import type {Event} from '../../store/events.ts';
import type {Prompt, State} from '../../store/state.ts';
import {commandCalled, commands, outcomeOf, type Nearest} from './commands.ts';

export type Surroundings = {
	readonly state: State;
	/** Our clock, epoch ms. */
	readonly now: number;
	readonly nearest: Nearest;
};

type Edit = (prompt: Prompt, surroundings: Surroundings) => Event;

/** The handler of a key that edits the prompt. */
export const editing =
	(edit: Edit) =>
	(surroundings: Surroundings): Event => {
		const {mode} = surroundings.state.view;
		return mode.kind === 'command' ? edit(mode, surroundings) : {type: 'closed'};
	};

/** A line that does nothing is said, and remembered all the same: it can be recalled and mended. */
export const give: Edit = ({text}, {state, now, nearest}) => {
	const line = text.trim();
	if (line === '') {
		return {type: 'closed'};
	}

	const outcome = outcomeOf(line, state, nearest);
	return {
		type: 'command-given',
		line,
		does: 'refused' in outcome ? {type: 'noticed', text: outcome.refused, at: now} : outcome,
	};
};

/** On an empty prompt it leads out, as in vim. */
export const rub: Edit = ({text}) =>
	text === '' ? {type: 'closed'} : {type: 'prompt-typed', text: Array.from(text).slice(0, -1).join('')};

/** @param step −1 to older lines, 1 to newer ones; what was being typed comes after the newest. */
export const recall =
	(step: -1 | 1): Edit =>
	({recalled, typed}, {state}) => {
		const lines = state.memory.commands;
		const wanted = Math.max(0, (recalled ?? lines.length) + step);
		const text = lines[wanted];
		return text === undefined
			? {type: 'prompt-recalled', text: typed, line: undefined}
			: {type: 'prompt-recalled', text, line: wanted};
	};

/** First as far as all candidates agree, then one candidate after the other. */
export const complete =
	(step: -1 | 1): Edit =>
	({text, candidates = []}, {state}) => {
		if (candidates.length > 1) {
			return {type: 'prompt-completed', text: neighbour(candidates, text, step), candidates};
		}

		const lines = linesFrom(text, state);
		const [only] = lines;
		return only !== undefined && lines.length === 1
			? {type: 'prompt-completed', text: only + roomForArgument(only), candidates: undefined}
			: {type: 'prompt-completed', text: commonStart(lines) ?? text, candidates: lines};
	};

const neighbour = (lines: readonly string[], text: string, step: -1 | 1): string => {
	const at = lines.indexOf(text);
	const next = at === -1 && step === -1 ? -1 : at + step;
	return lines.at(next % lines.length) ?? text;
};

/** The lines that start with what is typed: names of commands, then arguments of the named one. */
const linesFrom = (text: string, state: State): readonly string[] => {
	const {name = '', argument} = /^\s*(?<name>\S*)(?:\s+(?<argument>.*))?$/.exec(text)?.groups ?? {};
	if (argument === undefined) {
		return commands.map(command => command.name).filter(candidate => candidate.startsWith(name));
	}

	const values = commandCalled(name)?.complete?.(state, argument) ?? [];
	return values.filter(value => value.startsWith(argument)).map(value => `${name} ${value}`);
};

const roomForArgument = (line: string): string => (commandCalled(line)?.argument === undefined ? '' : ' ');

/** What all lines start with; undefined when there are none. */
const commonStart = ([first, ...others]: readonly string[]): string | undefined => {
	let start = first;
	while (start !== undefined && !others.every(line => line.startsWith(start ?? ''))) {
		start = start.slice(0, -1);
	}

	return start;
};
