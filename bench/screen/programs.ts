// The programs that are measured, and how one sees that they show data of all servers.
import process from 'node:process';
import {openTaped, type Taped} from './tape.ts';

export type Program = {
	readonly name: string;
	readonly open: (connectString: string) => Taped;
	/** The row of a server whose role and figures are known. */
	readonly row: RegExp;
};

/** A build of ours, by its `cli.js`. */
export const ours = (cli: string): Program => ({
	name: cli,
	open: connectString => openTaped({command: process.execPath, args: [cli, connectString]}),
	row: /✓ (?:follower|LEADER) +[\d.]+ .* \d+ .*│$/,
});

/** Debian's `zktop`, in Python (apt-get install zktop). */
export const debian: Program = {
	name: '/usr/bin/zktop',
	open: connectString => openTaped({command: '/usr/bin/zktop', args: ['--servers', connectString]}),
	row: /^\d +127\.0\.0\.1 +\d+ [FL] +\d+ +\d+/,
};

/** Whether the rows of all servers are there. */
export const isComplete =
	({row}: Program) =>
	(rows: readonly string[]): boolean =>
		rows.filter(text => row.test(text)).length === 3;
