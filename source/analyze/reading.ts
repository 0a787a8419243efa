// What we know of one question, remembering: a failed answer does not wipe out the last good one, it ages it.
import type {Answer} from '../collect/sample.ts';
import type {Failure} from '../zookeeper/errors.ts';

export type Reading<T> =
	| Answer<T>
	| {readonly kind: 'unasked'}
	| {
			readonly kind: 'stale';
			readonly value: T;
			/** When the value was fresh, epoch ms. */
			readonly at: number;
			readonly failure: Failure;
			/** Failed answers in a row since then. */
			readonly failures: number;
	  };

export const unasked: Reading<never> = {kind: 'unasked'};

/** The next reading after an answer. */
export const readingAfter = <T>(before: Reading<T>, answer: Answer<T>): Reading<T> => {
	if (answer.kind !== 'failed') {
		return answer;
	}

	switch (before.kind) {
		case 'fresh':
			return {kind: 'stale', value: before.value, at: before.at, failure: answer.failure, failures: 1};
		case 'stale':
			return {...before, failure: answer.failure, failures: before.failures + 1};
		case 'failed':
		case 'unasked':
		case 'unsupported':
			return answer;
	}
};

/** The value, however old; undefined if there never was one. */
export const lastValue = <T>(reading: Reading<T>): T | undefined =>
	reading.kind === 'fresh' || reading.kind === 'stale' ? reading.value : undefined;

/** The value if it is of now. */
export const freshValue = <T>(reading: Reading<T>): T | undefined =>
	reading.kind === 'fresh' ? reading.value : undefined;

/** Why there is no fresh value; undefined when there is one or nobody has asked. */
export const failureIn = (reading: Reading<unknown>): Failure | undefined =>
	reading.kind === 'failed' || reading.kind === 'stale' ? reading.failure : undefined;

/** A server that is down or does not serve has closed all its connections; of one that is silent nobody can tell. */
export const hasNoConnections = (cons: Reading<unknown>): boolean => {
	const kind = failureIn(cons)?.kind;
	return kind === 'refused' || kind === 'not-serving';
};
