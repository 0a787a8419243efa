// The command prompt's mode: what is typed, completed and recalled there.
import type {Event} from '../events.ts';
import type {Mode} from '../state.ts';

export type PromptEvent = Extract<
	Event,
	{type: 'prompt-opened' | 'prompt-typed' | 'prompt-completed' | 'prompt-recalled'}
>;

/** The mode after an event of the prompt. */
export const reducePrompt = (mode: Mode, event: PromptEvent): Mode => {
	if (mode.kind !== 'command') {
		return event.type === 'prompt-opened' ? {...emptyPrompt, back: mode} : mode;
	}

	switch (event.type) {
		case 'prompt-opened':
			return mode;
		case 'prompt-typed':
			return {...emptyPrompt, text: event.text, typed: event.text, back: mode.back};
		case 'prompt-completed':
			return {...mode, text: event.text, candidates: event.candidates};
		case 'prompt-recalled':
			return {...mode, text: event.text, recalled: event.line, candidates: undefined};
	}
};

const emptyPrompt = {
	kind: 'command',
	text: '',
	typed: '',
	recalled: undefined,
	candidates: undefined,
} as const;
