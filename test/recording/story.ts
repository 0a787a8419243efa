// The story that demo.gif tells, and that the tests play: a demo that lives, a deadlock found, the past, a frozen server.
import type {Terminal} from '../helpers/terminal.ts';

export const stage = {args: ['demo', '--drill', 'deadlock', '--seed', '7'], columns: 120, rows: 36} as const;

const right = '\u001B[C';

/** Plays it; `linger` lets the reader look at what is there now. */
export const tell = async (
	terminal: Terminal,
	linger: (ms: number) => Promise<void>,
	patience: {readonly withinMs: number},
): Promise<void> => {
	const press = async (key: string, shows: Parameters<Terminal['waitFor']>[0]): Promise<void> => {
		terminal.press(key);
		await terminal.waitFor(shows, patience);
	};

	await terminal.waitFor(/QUORUM 3 of 3/, patience);
	await terminal.waitFor(/✗.*deadlock/, patience);
	await linger(2500);
	await press('jjjj', / locks +\d/);
	await press(right, / accou/);
	await press('j', / accou/);
	await press(right, /\d ● e/);
	await linger(2500);
	await press('1', /LOCKS \d/);
	await linger(3000);
	await press('5', /FINDINGS \d/);
	await linger(3000);
	await press(',', /PAST/);
	await press(',', /PAST/);
	await press(',', /PAST/);
	await linger(2000);
	await press('p', 'LIVE');
	await press('F', 'heal all');
	await press('f', /zk1 :\d+ frozen/);
	await terminal.waitFor('takes connections, never answers', patience);
	await linger(3500);
	await press('h', 'nothing is broken');
	await linger(1500);
};
