// One probe for each question about a znode, over our one session.
import type {Client, WatchEvent, WatchListener} from '../../zookeeper/client.ts';
import {answerOf} from '../answer.ts';
import {orderedNames} from '../listing/ordering.ts';
import type {Listing, Part, ZnodeArrival} from '../sample.ts';

export type ZnodeQuestion = ZnodeArrival['of'];

/** What is asked of a client about znodes. */
export type Reader = Pick<Client, 'listing' | 'data' | 'exists' | 'acl'>;

export type ZnodeProbe = {
	readonly client: Reader;
	readonly path: string;
	readonly now: () => number;
	/** Which children are wanted of those that are listed; all unless told. */
	readonly part?: Part | undefined;
	/** Says when a listing is not wanted any more: what was not read of it is not. */
	readonly signal?: AbortSignal | undefined;
	/** Called once when what was read has changed. */
	readonly watch?: (event: WatchEvent) => void;
};

/** Asks one question about one znode. */
export const probeZnode = async (
	of: ZnodeQuestion,
	{client, path, now, watch, part, signal}: ZnodeProbe,
): Promise<ZnodeArrival> => {
	const options = watch === undefined ? {} : {watch};
	switch (of) {
		case 'children':
			return {of, path, answer: await answerOf(async () => list(client, path, options, {part, signal}), now)};
		case 'stat':
			return {of, path, answer: await answerOf(() => client.exists(path, options), now)};
		case 'data':
			return {of, path, answer: await answerOf(() => client.data(path, options), now)};
		case 'acl':
			return {of, path, answer: await answerOf(async () => (await client.acl(path)).acl, now)};
	}
};

/** Somebody has asked for it, whatever it costs. */
const patienceMs = 60_000;

const list = async (
	client: Reader,
	path: string,
	options: {readonly watch?: WatchListener},
	{part, signal}: Pick<ZnodeProbe, 'part' | 'signal'>,
): Promise<Listing> => {
	const {names: packed, stat} = await client.listing(path, {
		...options,
		...(part !== undefined && {deadlineMs: patienceMs}),
	});
	const names = await orderedNames(packed, signal);
	return {names, stat, part, bytes: packed.bytes};
};
