// The closing line of `npm test` counts what vitest counted.
import {expect, it} from 'vitest';
import {add, formatTally, nothing, readTally, tallyOf} from './tally.ts';

const file = (status: string, ...assertions: string[]) => ({
	status,
	assertionResults: assertions.map(assertion => ({status: assertion})),
});

it('counts passed, failed and skipped tests', () => {
	const tally = tallyOf({
		numPassedTests: 2,
		numFailedTests: 1,
		numPendingTests: 3,
		numTodoTests: 1,
		testResults: [file('passed', 'passed'), file('failed', 'failed', 'passed')],
	});
	expect(formatTally(tally)).toBe('tests: 2 passed, 1 failed, 4 skipped');
});

it('counts a file that does not load as a failure', () => {
	const counts = {numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0};
	expect(tallyOf({...counts, testResults: [file('failed')]}).failed).toBe(1);
});

it('adds up over suites and leaves zero skipped out of the line', () => {
	const one = {passed: 1, failed: 0, skipped: 0};
	expect(formatTally(add(one, add(one, nothing)))).toBe('tests: 2 passed, 0 failed');
});

it('counts nothing where the runner wrote no report', () => {
	expect(readTally('/nowhere.json')).toEqual(nothing);
});
