// Where exceptions end: a question becomes an Answer, whatever happens. Programming errors are not caught.
import {failureOf, UnsupportedError, type Failure} from '../zookeeper/errors.ts';
import type {Answer} from './sample.ts';

/** Asks and says what came of it. `now` is our clock when the answer is there. */
export const answerOf = async <T>(question: () => Promise<T>, now: () => number): Promise<Answer<T>> => {
	try {
		const value = await question();
		return {kind: 'fresh', value, at: now()};
	} catch (error) {
		if (error instanceof UnsupportedError) {
			return {kind: 'unsupported', why: error.message};
		}

		const failure = failureOf(error);
		if (failure === undefined) {
			throw error;
		}

		return {kind: 'failed', failure, at: now()};
	}
};

export const failedAnswer = (failure: Failure, at: number): Answer<never> => ({kind: 'failed', failure, at});
