// `zktop diff PATH --with NAME`: a subtree here against the one of another ensemble.
import type {Difference, Found, Side} from '../collect/jobs/across-count.ts';
import {Across, type Place} from '../collect/jobs/across.ts';
import type {Options} from '../options.ts';
import {escapeText} from '../ui/escape.ts';
import {formatBytes, formatCount} from '../ui/format.ts';
import type {Client} from '../zookeeper/client.ts';
import type {Failure} from '../zookeeper/errors.ts';
import type {Stat} from '../zookeeper/stat.ts';
import {patienceMs, problemsOf, progressText, telling, whenLost} from './job-run.ts';
import {printed, told, withSession, type Problem} from './one-session.ts';

/** Of the subtree here, and of the one there. */
type Roots = readonly [string, string];
type Other = NonNullable<Options['other']>;

export const across = async (options: Options, other: Other, roots: Roots): Promise<number> => {
	const [root, otherRoot] = roots;
	const {value, problems: opening} = await withSession(options, async (client, budget) =>
		withSession(other, async (otherClient, otherBudget) =>
			compared({
				here: {client, budget, root},
				there: {client: otherClient, budget: otherBudget, root: otherRoot},
			}),
		),
	);
	const end = value?.value;
	const session = [
		...opening,
		...(value?.problems ?? []).map(problem => ofOther(problem, other)),
		...(end?.lost ?? []).map(({side, ...problem}) => (side === 'here' ? problem : ofOther(problem, other))),
	];
	const problems =
		end === undefined
			? []
			: [
					...problemsOf(end.failed.here),
					...problemsOf(end.failed.there).map(problem => ofOther(problem, other)),
				];
	if (options.table) {
		return told(
			(end === undefined ? [] : linesOf(end.found, roots, other)).map(escapeText),
			problems,
			session,
		);
	}

	return printed(
		{
			...{under: root, with: other.name, there: otherRoot},
			...(end && {partial: end.lost.length > 0, read: end.read, ...jsonOf(end.found, root)}),
		},
		problems,
		session,
	);
};

const ofOther = (problem: Problem, {name}: Other): Problem => ({
	...problem,
	message: `${problem.message} (on ${name})`,
});

type Connected = Place & {readonly client: Client};

/** Compares, or stops where one side has no server any more: then nothing is known of what only one side has. */
const compared = async (places: Readonly<Record<Side, Connected>>) => {
	const job = new Across(places);
	const lost: Array<Problem & {readonly side: Side}> = [];
	const watch = (side: Side): (() => void) =>
		whenLost(places[side].client, patienceMs, ({kind, message}: Failure) => {
			lost.push({side, source: 'session', kind, message: `partial: no server any more: ${message}`});
			job.stop();
		});
	const stops = [watch('here'), watch('there'), telling(() => progressText(job))];
	await job.run();
	for (const stop of stops) {
		stop();
	}

	return {found: job.told(), read: job.read, failed: job.failed, lost};
};

const jsonOf = ({list, ...counts}: Found, root: string): Readonly<Record<string, unknown>> => ({
	...counts,
	onlyHere: counts.onlyHere ?? null,
	onlyThere: counts.onlyThere ?? null,
	differences: list.map(row => ({
		what: row.what,
		path: pathOf(root, row.below),
		...(row.what === 'differs'
			? {here: sideOf(row.here), there: sideOf(row.there)}
			: {below: row.more ?? null, [row.what === 'only-here' ? 'here' : 'there']: sideOf(row.stat)}),
	})),
});

const sideOf = ({dataBytes, version, mtime, ephemeralOwner}: Stat): Readonly<Record<string, unknown>> => ({
	...{dataBytes, version, mtime, ephemeralOwner},
});

const pathOf = (root: string, below: string): string => (root === '/' ? below || '/' : root + below);

const signs: Readonly<Record<Difference['what'], string>> = {
	differs: '~',
	'only-here': '-',
	'only-there': '+',
};

const linesOf = (
	{list, same, differing, onlyHere, onlyThere}: Found,
	[root, otherRoot]: Roots,
	{name}: Other,
): readonly string[] => [
	`${root} here, ${otherRoot} on ${name}: ${formatCount(same)} the same, ${formatCount(differing)} other data (~), ${amount(onlyHere)} only here (-), ${amount(onlyThere)} only there (+)`,
	...list.map(row => `${signs[row.what]} ${pathOf(root, row.below)}${remarkOf(row)}`),
];

/** Not all of two subtrees could be read. */
const amount = (count: number | undefined): string => (count === undefined ? '?' : formatCount(count));

/** ` 12 B here, 14 B there`; ` and 3 below`; that an ephemeral is no wonder. */
const remarkOf = (row: Difference): string => {
	if (row.what === 'differs') {
		return ` ${formatBytes(row.here.dataBytes)} here, ${formatBytes(row.there.dataBytes)} there`;
	}

	const below = row.more === 0 ? '' : ` and ${amount(row.more)} below`;
	return row.stat.ephemeralOwner === undefined ? below : `${below} (ephemeral)`;
};
