// What a process has used so far, from /proc.
import {readdirSync, readFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';

/** Processor time of all its threads, ms. */
export const cpuMs = (pid: number): number =>
	readdirSync(`/proc/${pid}/task`)
		.map(thread => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1'))
		.reduce((sum, stat) => sum + Number(stat.split(' ')[0]) / 1e6, 0);

export const residentMb = (pid: number): number => {
	const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
	return Number(kilobytes) / 1024;
};

/** Percent of one processor, from now until the function is called. */
export const startCpu = (pid: number): (() => number) => {
	const [cpu, at] = [cpuMs(pid), performance.now()];
	return () => ((cpuMs(pid) - cpu) * 100) / (performance.now() - at);
};
