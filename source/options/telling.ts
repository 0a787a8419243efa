// How a verb without a screen tells what it knows, and of what.
import {limitsWith, type Limits} from '../analyze/rules/limits.ts';
import type {Context} from './config/context.ts';
import type {Verb} from './flags.ts';
import {UsageError} from './usage-error.ts';
import {listOf, numberOf, type Flags} from './values.ts';

export type Telling = {
	/** `--depth` of `tree`. */
	readonly depth: number;
	readonly follow: boolean;
	/** `--table`: for people. */
	readonly table: boolean;
	/** `--scan`: look through the tree where no server tells of all locks. */
	readonly scan: boolean;
	/** `--rules`: tell the rules themselves. */
	readonly rules: boolean;
	/** `--ignore`: rules that `check` leaves out. */
	readonly ignored: readonly string[];
	/** Where findings begin. */
	readonly limits: Limits;
};

export const tellingOf = (verb: Verb, flags: Flags, context: Context | undefined): Telling => ({
	depth: depthOf(flags),
	follow: flags['follow'] === true,
	table: isTable(flags),
	scan: isScan(verb, flags),
	rules: flags['rules'] === true,
	ignored: listOf(flags, 'ignore'),
	limits: limitsWith(context?.limits),
});

/** What a scan has found is of one moment. */
const isScan = (verb: Verb, flags: Flags): boolean => {
	if (flags['scan'] === true && flags['follow'] === true) {
		throw new UsageError(
			`--scan looks through the tree once, so it does not go with --follow: first zktop ${verb} --scan, then follow what it has found: zktop ${verb} ${verb === 'locks' || verb === 'groups' ? 'PATH…' : 'PATH'} --follow`,
		);
	}

	return flags['scan'] === true;
};

const isTable = (flags: Flags): boolean => {
	if (flags['json'] === true && flags['table'] === true) {
		throw new UsageError('--json and --table are two forms of one answer: give one of them');
	}

	return flags['table'] === true;
};

const depthOf = (flags: Flags): number => {
	const depth = numberOf(flags, 'depth', [0, 1000]) ?? 1;
	if (!Number.isInteger(depth)) {
		throw new UsageError(`--depth wants a whole number, not ${depth}`);
	}

	return depth;
};
