// One value that many follow: each subscriber gets the latest one, never an older one than before, and hears what it missed.
import {openAcl} from '../zookeeper/acl.ts';
import {EnvelopeError, openWith, seal, type EnvelopeKey} from '../zookeeper/envelope.ts';
import {badVersion, isRefusal, isRetriable, nodeExists, noNode} from '../zookeeper/errors.ts';
import {compareIds, type Id} from '../zookeeper/ids.ts';
import {parentOf} from '../zookeeper/paths.ts';
import type {Acl, Stat} from '../zookeeper/stat.ts';
import type {WritingClient} from '../zookeeper/writes.ts';
import {oneWatch} from './news.ts';
import {newsOf, persist} from './persist.ts';
import {makePath} from './parents.ts';
import {refuseOtherUse} from './uses.ts';

export type PublishOptions = {
	/** Only over this version of the value; rejects with the server's BadVersion over another. Without it the path is made, too. */
	readonly expectVersion?: number;
	readonly acl?: readonly Acl[];
	/** Encrypts the value for this path. */
	readonly key?: EnvelopeKey;
	readonly signal?: AbortSignal;
};

export type Published = {readonly version: number; readonly mzxid: Id};

/** Publishes a value; once, even if the reply is lost. Rejects with `too-large` what no server takes, with OtherUseError where a lock or a transaction is. */
export const publish = async (
	client: WritingClient,
	path: string,
	value: Buffer,
	{expectVersion, acl = openAcl, key, signal}: PublishOptions = {},
): Promise<Published> => {
	const data = key === undefined ? value : await seal(key, client.realPath(path), value);
	let isDoubtful = false;
	const put = async (): Promise<Stat> => {
		if (isDoubtful) {
			await client.sync();
			const now = await client.data(path).catch(unlessMissing);
			if (now?.data?.equals(data) === true && now.stat.version !== expectVersion) {
				return now.stat;
			}
		}

		isDoubtful = true;
		return expectVersion === undefined
			? setOrCreate(client, path, data, acl)
			: client.setData(path, data, {version: expectVersion});
	};
	await refuseOtherUse(client, path, 'value', signal);
	const {version, mzxid} = await persist(client, put, signal);
	return {version, mzxid};
};

const unlessMissing = (error: unknown): undefined => {
	if (!isRefusal(error, noNode)) {
		throw error;
	}
};

const setOrCreate = async (
	client: WritingClient,
	path: string,
	data: Buffer,
	acl: readonly Acl[],
): Promise<Stat> => {
	for (;;) {
		try {
			return await client.setData(path, data);
		} catch (error) {
			unlessMissing(error);
		}

		try {
			return (await client.create(path, {data, acl})).stat;
		} catch (error) {
			if (isRefusal(error, noNode)) {
				await makePath(client, parentOf(path), acl, false);
			} else if (!isRefusal(error, nodeExists)) {
				throw error;
			}
		}

		await refuseOtherUse(client, path, 'value'); // somebody else came first
	}
};

/** Whether a publication was refused because somebody else published first. */
export const isOutdated = (error: unknown): boolean => isRefusal(error, badVersion) && !isRetriable(error);

export type Edition = {
	readonly value: Buffer;
	readonly version: number;
	readonly mzxid: Id;
	/** Values that were published since the last one we had and that we never saw. 0 for the first one. */
	readonly missed: number;
	/** The znode was deleted and made again since the last one we had: there may have been more that we missed. */
	readonly recreated: boolean;
};

export type SubscribeOptions = {
	/** Each value has to be encrypted with one of them; without keys, with none. */
	readonly keys?: readonly EnvelopeKey[];
	/** Told of values that no key opens: they are skipped, and count as missed. The first value is never skipped; without this, none is. */
	readonly onUnreadable?: (error: EnvelopeError) => void;
	readonly signal?: AbortSignal;
};

/** The value now, as soon as there is one, and each later one that we can get. Rejects with an EnvelopeError that nobody wants to be told of. */
export async function* subscribe(
	client: WritingClient,
	path: string,
	{keys = [], onUnreadable, signal}: SubscribeOptions = {},
): AsyncGenerator<Edition, never> {
	let seen: Stat | undefined;
	/** What was given last. */
	let last: Stat | undefined;
	for (;;) {
		const {fired, watch} = oneWatch();

		const {data, stat} = await nextValue(client, path, seen, {watch, signal});
		if (stat !== undefined && seen?.mzxid !== stat.mzxid) {
			seen = stat;
			const skip = last === undefined ? undefined : onUnreadable;
			const value = await openWith(keys, client.realPath(path), data).catch(orSkip(skip));
			if (value !== undefined) {
				yield {value, version: stat.version, mzxid: stat.mzxid, ...gapBetween(last, stat)};
				last = stat;
			}
		}

		await newsOf(client, fired, signal);
	}
}

const orSkip =
	(skip: SubscribeOptions['onUnreadable']) =>
	(error: unknown): undefined => {
		if (skip === undefined || !(error instanceof EnvelopeError)) {
			throw error;
		}

		skip(error);
	};

const gapBetween = (last: Stat | undefined, stat: Stat): Pick<Edition, 'missed' | 'recreated'> => {
	if (last === undefined) {
		return {missed: 0, recreated: false};
	}

	const recreated = last.czxid !== stat.czxid;
	return {missed: recreated ? stat.version : stat.version - last.version - 1, recreated};
};

type Looking = {readonly watch: () => void; readonly signal: AbortSignal | undefined};

/** What is there now, with a watch on it; no stat where nothing is. A server that is behind what we have seen is asked to catch up. */
const nextValue = async (
	client: WritingClient,
	path: string,
	last: Stat | undefined,
	{watch, signal}: Looking,
): Promise<{readonly data: Buffer; readonly stat: Stat | undefined}> => {
	const read = async (): Promise<{readonly data: Buffer; readonly stat: Stat | undefined}> => {
		const found = await client.data(path, {watch}).catch(unlessMissing);
		if (found !== undefined) {
			return {data: found.data ?? Buffer.alloc(0), stat: found.stat};
		}

		return (await client.exists(path, {watch})) === undefined
			? {data: Buffer.alloc(0), stat: undefined}
			: read();
	};
	const found = await persist(client, read, signal);
	if (last === undefined || found.stat === undefined || compareIds(found.stat.mzxid, last.mzxid) >= 0) {
		return found;
	}

	await persist(client, async () => client.sync(), signal);
	return nextValue(client, path, last, {watch, signal});
};
