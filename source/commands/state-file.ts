// What zktop remembers from one run to the next, by ensemble.
//
//   $XDG_STATE_HOME/zktop/NAME.json = {KEY: ENTRY}      (else ~/.local/state; KEY: ensembleKey)
//
// Without a home, or in one that cannot be written, nothing is remembered and nothing is said: it is no fault of the ensemble.
import {mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {dirname, isAbsolute, join} from 'node:path';
import process from 'node:process';
import type {Options} from '../options.ts';

export type StateName = 'members' | 'bookmarks';

type Entries<T> = Readonly<Record<string, T>>;

/** Ensembles that are remembered; the one that was told longest ago goes first. */
const keptEnsembles = 100;

/** The context's name, else its servers in any order. */
export const ensembleKey = ({context, connect}: Pick<Options, 'context' | 'connect'>): string =>
	context ??
	connect.hosts
		.map(({name}) => name)
		.toSorted()
		.join(',');

const fileOf = (name: StateName): string => {
	const xdg = process.env['XDG_STATE_HOME'] ?? '';
	return join(isAbsolute(xdg) ? xdg : join(homedir(), '.local', 'state'), 'zktop', `${name}.json`);
};

/** What is no memory of ours is none. */
export const readEntries = async <T>(
	name: StateName,
	isEntry: (value: unknown) => value is T,
): Promise<Entries<T>> => {
	try {
		const document: unknown = JSON.parse(await readFile(fileOf(name), 'utf8'));
		const entries = typeof document === 'object' && document !== null ? Object.entries(document) : [];
		return Object.fromEntries(entries.filter((entry): entry is [string, T] => isEntry(entry[1])));
	} catch {
		return {};
	}
};

/** Read again just before, for another zktop may have written meanwhile; replaced as a whole, never half. */
export const keepEntry = async <T extends {readonly at: number}>(
	name: StateName,
	isEntry: (value: unknown) => value is T,
	key: string,
	entry: T,
): Promise<void> => {
	const file = fileOf(name);
	const entries = {...(await readEntries(name, isEntry)), [key]: entry};
	const kept = Object.entries(entries)
		.toSorted(([, a], [, b]) => b.at - a.at)
		.slice(0, keptEnsembles);
	try {
		await mkdir(dirname(file), {recursive: true});
		await writeFile(`${file}.${process.pid}`, `${JSON.stringify(Object.fromEntries(kept))}\n`, {mode: 0o600});
		await rename(`${file}.${process.pid}`, file);
	} catch {
		// Nothing is remembered.
	}
};
