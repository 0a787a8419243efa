// What came of trying the doors, told to whoever wants to know why a fact is missing.
import type {Attempt, Source} from '../attempt.ts';
import type {WordArrival} from '../sample.ts';
import type {Tried} from './shut-doors.ts';
import type {Asked} from './words.ts';

/** How often, who asks has to say. */
export const attemptOf = (
	source: Source,
	{arrival: {answer}, bytes, scheme, port}: Asked,
	at: number,
): Omit<Attempt, 'asksPerMinute'> => {
	const door = {source, at, bytes, ...(scheme && {scheme}), ...(port !== undefined && {port})};
	switch (answer.kind) {
		case 'fresh':
			return {...door, result: 'works', why: undefined};
		case 'unsupported':
			return {...door, result: 'shut', why: answer.why};
		case 'failed':
			return {...door, result: 'failed', why: answer.failure.message};
	}
};

export const withAttempts = ({asked}: Tried, tries: readonly Tried[]): Asked => ({
	...asked,
	arrival: {...asked.arrival, attempts: tries.map(({attempt}) => attempt)},
});

/** No door is open: a failure of the word is the server's own, else it is a matter of zoo.cfg, and all lines are told. */
export const nowhere = (tries: readonly Tried[]): Asked => {
	const [first, ...others] = tries;
	if (first === undefined) {
		throw new Error('a server without doors');
	}

	const {answer} = first.asked.arrival;
	if (answer.kind !== 'unsupported' || others.length === 0) {
		return withAttempts(first, tries);
	}

	const why = tries.map(({attempt}) => attempt.why).join('; and ');
	const arrival = {...first.asked.arrival, answer: {kind: 'unsupported', why}} as WordArrival;
	return withAttempts({...first, asked: {...first.asked, arrival}}, tries);
};
