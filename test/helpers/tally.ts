// Counts tests from the files of vitest's JSON reporter.
import {existsSync, readFileSync} from 'node:fs';

export type Tally = {readonly passed: number; readonly failed: number; readonly skipped: number};

/** The part of vitest's (Jest's) JSON report that is read here. */
type Report = {
	readonly numPassedTests: number;
	readonly numFailedTests: number;
	readonly numPendingTests: number;
	readonly numTodoTests: number;
	readonly testResults: ReadonlyArray<{
		readonly status: string;
		readonly assertionResults: ReadonlyArray<{readonly status: string}>;
	}>;
};

export const nothing: Tally = {passed: 0, failed: 0, skipped: 0};

export const add = (a: Tally, b: Tally): Tally => ({
	passed: a.passed + b.passed,
	failed: a.failed + b.failed,
	skipped: a.skipped + b.skipped,
});

/** A file that could not even be loaded counts as one failed test. */
export const tallyOf = ({testResults, ...report}: Report): Tally => {
	const broken = testResults.filter(
		({status, assertionResults}) =>
			status === 'failed' && assertionResults.every(assertion => assertion.status !== 'failed'),
	);
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + broken.length,
		skipped: report.numPendingTests + report.numTodoTests,
	};
};

/** Reads a report; a runner that died before writing one has counted nothing. */
export const readTally = (file: string): Tally =>
	existsSync(file) ? tallyOf(JSON.parse(readFileSync(file, 'utf8')) as Report) : nothing;

/** The line that closes a run, e.g. `tests: 12 passed, 0 failed, 3 skipped`. */
export const formatTally = ({passed, failed, skipped}: Tally): string =>
	`tests: ${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
