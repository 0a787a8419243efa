// `zktop diff PATH PATH`: two values line by line; `zktop diff PATH --since ZXID`: what has changed below PATH; --with NAME: what is otherwise there. As JSON or for people.
import type {DiffLine} from '../analyze/diff/diff.ts';
import {valueDiff, type ValueDiff} from '../analyze/diff/values.ts';
import type {Change, Changes} from '../collect/jobs/changes.ts';
import type {JobWish} from '../collect/jobs/job.ts';
import {readPair, type Side} from '../collect/jobs/pair.ts';
import type {Options} from '../options.ts';
import {across} from './across.ts';
import {escapeText} from '../ui/escape.ts';
import {formatCount, formatZxid} from '../ui/format.ts';
import {parseZxid} from '../zookeeper/ids.ts';
import {printed, told, withSession, type Problem} from './one-session.ts';
import {doneByFleet} from './fleet-run.ts';

export const diff = async (options: Options): Promise<number> => {
	const {since, paths, other} = options;
	const [left = '/', right] = paths;
	if (other !== undefined) {
		return across(options, other, [left, right ?? left]);
	}

	const zxid = since === undefined ? undefined : parseZxid(since);
	return zxid === undefined ? values(options, [left, right ?? left]) : changes(options, left, zxid);
};

const values = async (options: Options, paths: readonly [string, string]): Promise<number> => {
	const {value: sides, problems: session} = await withSession(options, async client =>
		readPair(client, paths),
	);
	const problems = (sides ?? []).flatMap((side): readonly Problem[] =>
		'failure' in side ? [{path: side.path, source: 'znode', ...side.failure}] : [],
	);
	const [left, right] = sides ?? [];
	const compared =
		left === undefined || right === undefined || 'failure' in left || 'failure' in right
			? undefined
			: valueDiff(left.data, right.data);
	if (options.table) {
		return told((compared === undefined ? [] : unified(paths, compared)).map(escapeText), problems, session);
	}

	return printed(
		{
			...(left && {left: sideJson(left)}),
			...(right && {right: sideJson(right)}),
			...(compared && {equal: compared.isEqual, form: compared.form, lines: linesOf(compared)}),
		},
		problems,
		session,
	);
};

const sideJson = (side: Side): Readonly<Record<string, unknown>> =>
	'failure' in side
		? {path: side.path}
		: {
				path: side.path,
				version: side.stat.version,
				mzxid: side.stat.mzxid,
				dataBytes: side.data === undefined ? null : side.data.length,
			};

const linesOf = ({isEqual, lines}: ValueDiff): readonly DiffLine[] => (isEqual ? [] : lines);

const signs = {removed: '-', added: '+', same: ' '} as const;

/** As of diff -u. */
const unified = ([left, right]: readonly [string, string], compared: ValueDiff): readonly string[] =>
	compared.isEqual
		? ['equal, byte for byte']
		: [
				`--- ${left}`,
				`+++ ${right}`,
				...compared.lines.map(line =>
					line.kind === 'skipped'
						? `@@ ${formatCount(line.count)} lines that are the same @@`
						: `${signs[line.kind]}${line.text}`,
				),
			];

const changes = async (options: Options, under: string, since: string): Promise<number> => {
	const wish: JobWish = {id: 'changes', kind: 'changes', under, since, going: true};
	const {job, problems, session} = await doneByFleet(options, wish);
	const found = job?.brought.kind === 'changes' ? job.brought.changes : undefined;
	const read = job?.progress.read ?? 0;
	if (options.table) {
		return told(
			(found === undefined || read === 0 ? [] : changeLines(found, under, since)).map(escapeText),
			problems,
			session,
		);
	}

	return printed(
		{under, since, partial: job?.state !== 'done', read, ...(found && changesJson(found))},
		problems,
		session,
	);
};

const changesJson = ({list, created, changed, lostChild}: Changes): Readonly<Record<string, unknown>> => ({
	...{created, changed, lostChild},
	changes: byPath(list).map(({what, path, stat}) => ({
		...{what, path, czxid: stat.czxid, mzxid: stat.mzxid, pzxid: stat.pzxid, version: stat.version},
		...{dataBytes: stat.dataBytes, ephemeralOwner: stat.ephemeralOwner},
	})),
});

const byPath = (list: readonly Change[]): readonly Change[] =>
	list.toSorted((a, b) => (a.path < b.path ? -1 : 1));

const changeSigns: Readonly<Record<Change['what'], string>> = {created: '+', changed: '~', 'lost-child': '-'};

const changeLines = (found: Changes, under: string, since: string): readonly string[] => [
	`${under} since ${formatZxid(since)}: ${formatCount(found.created)} created (+), ${formatCount(found.changed)} changed (~), ${formatCount(found.lostChild)} or more lost children (-)`,
	...byPath(found.list).map(({what, path}) => `${changeSigns[what]} ${path}`),
];
