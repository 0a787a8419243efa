// What is compared on the screen: two versions of a value that were seen, or two znodes that were read for it.
import {valueDiff, type ValueDiff} from '../analyze/diff/values.ts';
import type {Side} from '../collect/jobs/pair.ts';
import {broughtBy} from './jobs.ts';
import {remember} from './remember.ts';
import {shownMode, type Compared, type State, type Version} from './state.ts';

export type ComparedSide = {
	readonly path: string;
	readonly version: number;
	readonly zxid: string;
	readonly bytes: number;
	/** When it was seen; undefined: now. */
	readonly at: number | undefined;
};

export type Comparison =
	| {readonly kind: 'waiting' | 'failed'; readonly text: string}
	| {
			readonly kind: 'read';
			readonly left: ComparedSide;
			readonly right: ComparedSide;
			readonly diff: ValueDiff;
	  };

const diffed = remember(valueDiff);

/** What the open comparison has come to. */
export const valueDiffOf = (state: State): Comparison => {
	const mode = shownMode(state.view.mode);
	return mode.kind === 'diff' ? compared(state, mode.of) : {kind: 'waiting', text: '…'};
};

const compared = (state: State, of: Compared): Comparison => {
	if (of.kind === 'versions') {
		const versions = state.versions.get(of.path) ?? [];
		const [before, after] = [versions[of.index - 1], versions[of.index]];
		return before === undefined || after === undefined
			? {kind: 'failed', text: 'these versions are not remembered any more'}
			: comparison(sideOfVersion(of.path, before), sideOfVersion(of.path, after));
	}

	const brought = broughtBy(state, of.wish)?.brought;
	const sides = brought?.kind === 'pair' ? brought.sides : undefined;
	return sides === undefined ? {kind: 'waiting', text: '…'} : ofPair(sides);
};

type Read = {readonly side: ComparedSide; readonly data: Uint8Array | undefined};

const comparison = (left: Read, right: Read): Comparison => ({
	kind: 'read',
	left: left.side,
	right: right.side,
	diff: diffed(left.data, right.data),
});

const sideOfVersion = (path: string, {version, mzxid, data, at}: Version): Read => ({
	side: {path, version, zxid: mzxid, bytes: data?.length ?? 0, at},
	data,
});

const ofPair = ([left, right]: readonly [Side, Side]): Comparison => {
	if ('failure' in left || 'failure' in right) {
		const texts = [left, right].flatMap(side =>
			'failure' in side ? [`${side.path}: ${side.failure.message}`] : [],
		);
		return {kind: 'failed', text: texts.join('; ')};
	}

	return comparison(readOf(left), readOf(right));
};

const readOf = ({path, data, stat}: Exclude<Side, {failure: unknown}>): Read => ({
	side: {path, version: stat.version, zxid: stat.mzxid, bytes: data?.length ?? 0, at: undefined},
	data,
});
