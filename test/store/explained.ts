// Explanations of scripted stores.
import {explanationOf, tell, type Explanation} from '../../source/store/explanation.ts';
import type {Scripted} from './scripted.ts';

/** What changed in that time. */
export const explained = ({state}: Scripted, spanMs = 60_000): Explanation => {
	const explanation = explanationOf(state(), spanMs);
	if (explanation === undefined) {
		throw new Error('nothing is recorded');
	}

	return explanation;
};

/** The same in sentences. */
export const sentences = (screen: Scripted, spanMs?: number): readonly string[] =>
	tell(explained(screen, spanMs), server => server).map(({text}) => text);
