// What is printed while something runs in this process.
import {vi} from 'vitest';

export type Heard = {readonly code: number; readonly stdout: string; readonly stderr: string};

/** Runs it to its exit code, and keeps what it prints from the terminal. */
export const heard = async (run: () => Promise<number>): Promise<Heard> => {
	const said = {stdout: '', stderr: ''};
	const spies = (['stdout', 'stderr'] as const).map(name =>
		vi.spyOn(process[name], 'write').mockImplementation(piece => {
			said[name] += String(piece);
			return true;
		}),
	);
	try {
		return {code: await run(), ...said};
	} finally {
		for (const spy of spies) {
			spy.mockRestore();
		}
	}
};
