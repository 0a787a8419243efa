// One probe for each question about a znode, over our one session.
import type {Client, WatchEvent} from '../../zookeeper/client.ts';
import {answerOf} from '../answer.ts';
import type {ZnodeArrival} from '../sample.ts';

export type ZnodeQuestion = ZnodeArrival['of'];

/** What is asked of a client about znodes. */
export type Reader = Pick<Client, 'children' | 'data' | 'exists' | 'acl'>;

export type ZnodeProbe = {
	readonly client: Reader;
	readonly path: string;
	readonly now: () => number;
	/** Called once when what was read has changed. */
	readonly watch?: (event: WatchEvent) => void;
};

/** Asks one question about one znode. */
export const probeZnode = async (
	of: ZnodeQuestion,
	{client, path, now, watch}: ZnodeProbe,
): Promise<ZnodeArrival> => {
	const options = watch === undefined ? {} : {watch};
	switch (of) {
		case 'children':
			return {of, path, answer: await answerOf(() => client.children(path, options), now)};
		case 'stat':
			return {of, path, answer: await answerOf(() => client.exists(path, options), now)};
		case 'data':
			return {of, path, answer: await answerOf(() => client.data(path, options), now)};
		case 'acl':
			return {of, path, answer: await answerOf(async () => (await client.acl(path)).acl, now)};
	}
};
