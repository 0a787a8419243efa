// One path, one recipe: what a path is used for, by the names of its children, before another recipe writes there.
import {isRefusal, noNode, notAuthorised} from '../zookeeper/errors.ts';
import {libraryOf, type Library} from '../zookeeper/layouts.ts';
import {baseName, parentOf} from '../zookeeper/paths.ts';
import {isTransactionPart, isTransactionOf} from '../zookeeper/transactions.ts';
import type {WritingClient} from '../zookeeper/writes.ts';
import {OtherUseError} from './errors.ts';
import {persist} from './persist.ts';

export type Use = 'queue' | 'transaction' | 'registry' | 'value';

type Found =
	{readonly kind: 'queue'; readonly name: string; readonly library: Library} | {readonly kind: 'transaction'};

/**
 * Rejects with OtherUseError where the path is used for something else, or lies right in a transaction or a queue. One request; another
 * one for the parent where the path does not exist yet, or its name is that of a part of either.
 */
export const refuseOtherUse = async (
	client: WritingClient,
	path: string,
	own: Use,
	signal?: AbortSignal,
): Promise<void> => {
	const names = await persist(client, async () => childrenAt(client, path), signal);
	const found = useOf(names ?? []);
	if (found !== undefined && found.kind !== own) {
		throw new OtherUseError(path, describe(found));
	}

	const name = baseName(path);
	if (names === undefined || isTransactionPart(name) || libraryOf(name) !== undefined) {
		await refuseInside(client, path, own, signal);
	}
};

/** The same of the parent alone. Locks may lie below locks: neither sees the other. */
export const refuseInside = async (
	client: WritingClient,
	path: string,
	own: Use,
	signal?: AbortSignal,
): Promise<void> => {
	const parent = parentOf(path);
	const found = useOf((await persist(client, async () => childrenAt(client, parent), signal)) ?? []);
	if (found !== undefined && !(found.kind === 'queue' && own === 'queue')) {
		throw new OtherUseError(path, `lies in ${parent}, which ${describe(found)}`);
	}
};

/** The same of the names at a path where contenders of a queue have just been read. */
export const refuseTransaction = (path: string, names: readonly string[]): void => {
	if (isTransactionOf(names)) {
		throw new OtherUseError(path, describe({kind: 'transaction'}));
	}
};

const useOf = (names: readonly string[]): Found | undefined => {
	if (isTransactionOf(names)) {
		return {kind: 'transaction'};
	}

	for (const name of names) {
		const library = libraryOf(name);
		if (library !== undefined) {
			return {kind: 'queue', name, library};
		}
	}

	return undefined;
};

const describe = (found: Found): string =>
	found.kind === 'transaction'
		? 'holds a transaction (a decision and votes)'
		: `holds ${found.name}, a contender for a lock or an election (${found.library}'s)`;

/** Undefined where there is no path; none where we may not look: what is to be written there, its ACL says. */
const childrenAt = async (client: WritingClient, path: string): Promise<readonly string[] | undefined> => {
	try {
		return (await client.children(path)).names;
	} catch (error) {
		if (isRefusal(error, notAuthorised)) {
			return [];
		}

		if (!isRefusal(error, noNode)) {
			throw error;
		}

		return undefined;
	}
};
