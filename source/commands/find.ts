// `zktop find PATTERN [PATH]`: znodes whose names are like PATTERN, as JSON or one path a line.
import process from 'node:process';
import type {JobWish} from '../collect/jobs/job.ts';
import type {Options} from '../options.ts';
import {escapeText} from '../ui/escape.ts';
import {formatCount} from '../ui/format.ts';
import {exitCode, printed} from './one-session.ts';
import {problemLines} from './problem-line.ts';
import {doneByFleet} from './fleet-run.ts';

export const find = async (options: Options): Promise<number> => {
	const {path: under, names, table} = options;
	const [pattern = ''] = names;
	const wish: JobWish = {id: 'find', kind: 'find', pattern, under, going: true};
	const {job, problems, session} = await doneByFleet(options, wish);
	const brought = job?.brought;
	const {found, count} = brought?.kind === 'find' ? brought : {found: [], count: 0};
	const sorted = found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
	if (!table) {
		const nodes = sorted.map(({path, stat: {children, dataBytes, ephemeralOwner, ctime, mtime}}) => ({
			...{path, children, dataBytes, ephemeralOwner, ctime, mtime},
		}));
		return printed({pattern, under, count, partial: job?.state !== 'done', nodes}, problems, session);
	}

	if (count === 0 && job?.state === 'done' && problems.length === 0) {
		process.stderr.write(
			`${escapeText(`nothing like ${pattern} below ${under}`)}: ${formatCount(job.progress.read)} znodes were read\n`,
		);
	}

	// A path a line is for other programs: what is in the way is no path.
	const left = count > found.length ? [`! ${formatCount(count - found.length)} more were found`] : [];
	const says = [...left, ...problemLines([...problems, ...session])];
	process.stdout.write(sorted.map(({path}) => `${escapeText(path)}\n`).join(''));
	process.stderr.write(says.map(line => `${line}\n`).join(''));
	return exitCode(problems, session);
};
