// Runs a program while something is ours: a lock, an office. It is ended before the servers may give that to somebody else.
import {alarm} from '../../recipes/alarm.ts';
import {graceShare, type Holding} from '../../recipes/holding.ts';
import type {WritingClient} from '../../recipes/session.ts';
import {startProgram, type Program} from './program.ts';
import {say, type Scene} from './scene.ts';

/** What is left of the session timeout when a program that does not end by itself is ended. */
const killShare = 0.05;

/** The exit code when what is ours was lost while the program ran. */
const lost = 70;

/** Resolves with the exit code; the holding is released. `what` stands in messages. */
export const runWhileHeld = async (
	{client, signals}: Pick<Scene, 'client' | 'signals'>,
	holding: Holding,
	what: string,
	{command, env}: {readonly command: readonly string[]; readonly env: Readonly<Record<string, string>>},
): Promise<number> => {
	const {signal, node, fence, timeoutMs} = holding;
	signal.throwIfAborted();
	const fenced = {...env, ZKTOP_FENCE: fence, ZKTOP_NODE: node};
	const program = startProgram(command, fenced, signals);
	const isEnded = new AbortController();
	const stop = (): void => {
		if (!isEnded.signal.aborted) {
			say(
				`lost ${what}: ${(signal.reason as Error).message}; the command gets SIGTERM, then SIGKILL if it goes on`,
			);
			endInTime(client, timeoutMs, program, isEnded.signal);
		}
	};

	signal.addEventListener('abort', stop);
	const exitCode = await program.ended;
	isEnded.abort();
	if (signal.aborted) {
		return lost;
	}

	await holding.release();
	return exitCode;
};

/** Asks it to end, and ends it when the grace is over. One that is stopped would not hear. */
const endInTime = (client: WritingClient, timeoutMs: number, program: Program, ended: AbortSignal): void => {
	program.kill('SIGTERM');
	program.kill('SIGCONT');
	const kill = (): void => {
		program.kill('SIGKILL');
	};
	const timer = setTimeout(kill, timeoutMs * (graceShare - killShare));
	const stopAlarm = alarm(client, timeoutMs * killShare, kill);
	ended.addEventListener('abort', () => {
		clearTimeout(timer);
		stopAlarm();
	});
};
