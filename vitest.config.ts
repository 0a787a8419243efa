// Three kinds of tests: unit (parallel, no server), integration (a real ZooKeeper), pty (a real terminal).
import {defineConfig} from 'vitest/config';

const tests = (folder: string): string[] => [`test/${folder}/**/*.test.{ts,tsx}`];

// Real servers and real clocks: one file at a time, and a failure is a failure (no retry).
const oneByOne = {
	fileParallelism: false,
	testTimeout: 180_000,
	hookTimeout: 120_000,
	teardownTimeout: 20_000,
	retry: 0,
} as const;

// No run of zktop remembers anything of these tests on this machine.
process.env['XDG_STATE_HOME'] = '/dev/null';

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'unit',
					include: ['test/**/*.test.{ts,tsx}'],
					exclude: [...tests('integration'), ...tests('pty')],
					testTimeout: 20_000, // a limit, no claim: machines are shared
					retry: 0,
					sequence: {groupOrder: 0},
				},
			},
			{
				test: {
					name: 'integration',
					include: tests('integration'),
					...oneByOne,
					sequence: {groupOrder: 1},
				},
			},
			{test: {name: 'pty', include: tests('pty'), ...oneByOne, sequence: {groupOrder: 2}}},
		],
	},
});
