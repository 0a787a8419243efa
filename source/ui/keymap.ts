// The one table of keys: handler, footer, help and README's table derive from it.
import type {Event} from '../store/events.ts';
import {showsMetrics, type Mode} from '../store/state.ts';
import {cardOf} from '../store/value.ts';
import {search} from './actions/card.ts';
import {demoKeys} from './actions/demo.ts';
import {drillKeys} from './actions/drill.ts';
import {typeFilter} from './actions/filter.ts';
import {giveLetter, type Context} from './actions/actions.ts';
import type {Binding} from './keymap/binding.ts';
import {cardKeys} from './keymap/card.ts';
import {keysEverywhere} from './keymap/everywhere.ts';
import {jobKeys} from './keymap/jobs.ts';
import {metricsKeys} from './keymap/metrics.ts';
import {overlayKeys} from './keymap/overlays.ts';
import {paneKeys} from './keymap/panes.ts';
import {promptKeys} from './keymap/prompts.ts';
import {rowKeys} from './keymap/rows.ts';
import type {Refusal} from './prompt/commands.ts';
import {sortKeys} from './actions/sort.ts';

export type {Binding, Context, Refusal};

export const bindings: readonly Binding[] = [
	...rowKeys,
	...paneKeys,
	...metricsKeys,
	...cardKeys,
	...overlayKeys,
	...jobKeys,
	...promptKeys,
	...sortKeys.map(binding => ({...binding, mode: 'sort' as const})),
	...[...demoKeys, ...drillKeys].map(binding => ({...binding, mode: 'demo' as const})),
	...keysEverywhere,
];

/** Zoomed panes have the keys of the home screen; the zoomed servers have some of their own before them. */
const bindingsOf = (mode: Mode): readonly Binding[] => {
	const kind = mode.kind === 'zoomed' ? 'home' : mode.kind;
	const own =
		showsMetrics({mode}) && kind === 'home' ? bindings.filter(binding => binding.mode === 'metrics') : [];
	const taken = new Set(own.flatMap(({keys}) => keys));
	return [...own, ...bindings.filter(({mode, keys}) => mode === kind && !keys.some(key => taken.has(key)))];
};

/** The bindings that a mode has, its own first. */
export const bindingsFor = (mode: Mode): readonly Binding[] => {
	const own = bindingsOf(mode);
	const taken = new Set(own.flatMap(({keys}) => keys));
	const everywhere = bindings.filter(
		binding =>
			binding.mode === 'everywhere' &&
			!(isPrompt(mode) && binding.keys.some(isPrintable)) &&
			!binding.keys.every(key => taken.has(key)),
	);
	return [...own, ...everywhere];
};

const isPrompt = ({kind}: Mode): boolean =>
	['filter', 'search', 'letter', 'command', 'giant', 'sort'].includes(kind);

const isPrintable = (key: string): boolean => Array.from(key).length === 1;

/** What a key does now; text that is typed at a prompt goes there. */
export const eventFor = (key: string, context: Context): Event | Refusal | undefined => {
	const {mode} = context.state.view;
	const binding = bindingsFor(mode).find(({keys}) => keys.includes(key));
	if (binding !== undefined) {
		return binding.run(context);
	}

	if (!isPrintable(key)) {
		return undefined;
	}

	return mode.kind === 'letter' ? giveLetter(mode.does, key, context.state) : typedAt(key, context);
};

/** What text does that is typed or pasted; undefined where there is no prompt. */
export const typedAt = (text: string, where: Pick<Context, 'state' | 'layout'>): Event | undefined => {
	const {mode} = where.state.view;
	switch (mode.kind) {
		case 'search':
			return search((cardOf(where.state)?.search ?? '') + text, where);
		case 'filter':
			return typeFilter(mode.text + text, where.state);
		case 'command':
			return {type: 'prompt-typed', text: mode.text + text};
		default:
			return undefined;
	}
};
