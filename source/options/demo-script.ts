// The faults that `zktop demo` makes by itself: a line each, of --script or --fault.
//
//   line   = [TIME FAULT TARGET [LENGTH] | TIME "heal" [TARGET]] ["#" comment]
//   TIME   = since the demo serves, LENGTH = of an fsync or a delay: 500ms, 5s, 1.5m
//   TARGET = zk1 … zk5, leader (who leads at that time), or the address of a client
import {readFileSync} from 'node:fs';
import {isIPv4} from 'node:net';
import {nearest} from './nearest.ts';
import {UsageError} from './usage-error.ts';

const serverFaults = ['freeze', 'kill', 'slow-disk', 'partition'] as const;
const clientFaults = ['cut', 'delay', 'expire'] as const;
const names = [...serverFaults, ...clientFaults, 'heal'] as const;
/** Those that take a length. */
const lasting: readonly string[] = ['slow-disk', 'delay'];

export type DemoStep = {
	/** Since the demo serves. */
	readonly atMs: number;
	readonly fault: (typeof names)[number];
	/** Undefined: all that is broken is healed. */
	readonly target: string | undefined;
	readonly lengthMs: number | undefined;
};

/** All steps in the order of their times; throws a UsageError that names the line. */
export const readScript = (
	file: string | undefined,
	lines: readonly string[],
	servers: number,
): readonly DemoStep[] => {
	const written = file === undefined ? [] : textOf(file).split('\n');
	return [
		...written.flatMap((line, index) => stepOf(line, `--script ${file ?? ''}:${index + 1}`, servers)),
		...lines.flatMap(line => stepOf(line, '--fault', servers)),
	].toSorted((a, b) => a.atMs - b.atMs);
};

const textOf = (file: string): string => {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new UsageError(`--script ${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? ''}`);
	}
};

const stepOf = (line: string, where: string, servers: number): readonly DemoStep[] => {
	const words = line
		.replace(/#.*/, '')
		.split(/\s+/)
		.filter(word => word !== '');
	if (words.length === 0) {
		return [];
	}

	const step = readStep(words, servers);
	if (typeof step === 'string') {
		throw new UsageError(`${where}: ${step}; a line is TIME FAULT TARGET, for example 5s kill zk2`);
	}

	return [step];
};

/** The step, or what is wrong with it in words. */
const readStep = (words: readonly string[], servers: number): DemoStep | string => {
	const [time = '', name = '', target, length, surplus] = words;
	const atMs = msOf(time);
	if (atMs === undefined) {
		return `"${time}" is no time like 500ms, 5s or 1.5m`;
	}

	const fault = names.find(known => known === name);
	if (fault === undefined) {
		const near = nearest(name, names);
		return `"${name}" is no fault: ${near === undefined ? `there are ${names.join(', ')}` : `did you mean ${near}?`}`;
	}

	const lengthMs = length === undefined ? undefined : msOf(length);
	if (surplus !== undefined || (length !== undefined && !lasting.includes(fault))) {
		return `"${surplus ?? length ?? ''}" is too much`;
	}

	if (length !== undefined && lengthMs === undefined) {
		return `"${length}" is no length like 500ms or 2s`;
	}

	return targetProblem(fault, target, servers) ?? {atMs, fault, target, lengthMs};
};

const unitsMs: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000};

const msOf = (text: string): number | undefined => {
	const {count, unit = ''} = /^(?<count>\d+(?:\.\d+)?)(?<unit>ms|s|m)$/.exec(text)?.groups ?? {};
	return count === undefined ? undefined : Number(count) * (unitsMs[unit] ?? 1);
};

/** What is wrong with a target; undefined: nothing. */
const targetProblem = (
	fault: DemoStep['fault'],
	target: string | undefined,
	servers: number,
): string | undefined => {
	if (target === undefined) {
		return fault === 'heal' ? undefined : `${fault} what?`;
	}

	const id = /^zk(?<id>\d)$/.exec(target)?.groups?.['id'];
	if (id === undefined && target !== 'leader') {
		return isIPv4(target)
			? serverFaults.some(name => name === fault)
				? `${fault} is for servers, and ${target} is a client`
				: undefined
			: `"${target}" is neither zk1 to zk${servers}, leader, nor the address of a client`;
	}

	if (clientFaults.some(name => name === fault)) {
		return `${fault} is for clients, and ${target} is a server`;
	}

	return id !== undefined && (id === '0' || Number(id) > servers)
		? `there is no ${target} among ${servers} servers (--servers)`
		: undefined;
};
