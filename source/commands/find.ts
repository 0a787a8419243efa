// `zktop find PATTERN [PATH]`: znodes whose names are like PATTERN, as JSON or one path a line.
import process from 'node:process';
import type {Options} from '../options.ts';
import {escapeText} from '../ui/escape.ts';
import {jobDone, lossOf, problemsOfJob} from './job-run.ts';
import {exitCode, printed, withSession} from './one-session.ts';

export const find = async (options: Options): Promise<number> => {
	const {path: under, names, table} = options;
	const [pattern = ''] = names;
	const {value: end, problems: opening} = await withSession(options, async (client, budget) =>
		jobDone(client, budget, {id: 'find', kind: 'find', pattern, under, going: true}),
	);
	const problems = end === undefined ? [] : problemsOfJob(end);
	const session = end === undefined ? opening : [...lossOf(end), ...opening];
	const brought = end?.job.brought;
	const {found, count} = brought?.kind === 'find' ? brought : {found: [], count: 0};
	const sorted = found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
	if (!table) {
		const nodes = sorted.map(({path, stat: {children, dataBytes, ephemeralOwner, ctime, mtime}}) => ({
			...{path, children, dataBytes, ephemeralOwner, ctime, mtime},
		}));
		return printed({pattern, under, count, partial: end?.job.state !== 'done', nodes}, problems, session);
	}

	const says = [...problems, ...session].map(({message}) => `? ${message}`);
	const left = count > found.length ? [`? ${count - found.length} more were found`] : [];
	const lines = [...sorted.map(({path}) => escapeText(path)), ...left, ...says];
	process.stdout.write(lines.map(line => `${line}\n`).join(''));
	return exitCode(problems, session);
};
