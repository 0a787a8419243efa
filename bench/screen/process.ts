// What a process has used so far, from /proc.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], {encoding: 'utf8'}));

/** Processor time of all its threads, ms. */
const cpuMs = (pid: number): number => {
	const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
	const [user, system] = stat
		.slice(stat.lastIndexOf(')') + 2)
		.split(' ')
		.slice(11, 13);
	return ((Number(user) + Number(system)) * 1000) / ticksPerSecond;
};

export const residentMb = (pid: number): number => {
	const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
	return Number(kilobytes) / 1024;
};

/** Percent of one processor, from now until the function is called. */
export const startCpu = (pid: number): (() => number) => {
	const [cpu, at] = [cpuMs(pid), performance.now()];
	return () => ((cpuMs(pid) - cpu) * 100) / (performance.now() - at);
};
