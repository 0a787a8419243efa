// A server on loopback that answers four-letter words as recorded, or as it is told; it notes what it was asked.
import {createServer, type Socket} from 'node:net';
import {onTestFinished} from 'vitest';
import type {Host} from '../../source/zookeeper/hosts.ts';
import {recorded} from '../helpers/recorded-words.ts';

/** What comes for a word: a text, no byte at all and the end of the connection (`closed`), or nothing ever (`silent`). */
export type Reply = string | undefined;

export const closed = '';
export const silent = undefined;

export type WordServer = {
	readonly host: Host;
	/** The words it was asked, in the order in which they came. */
	readonly asked: readonly string[];
	/** How many questions of one word it had open at the same time, at most. */
	readonly mostAtOnce: () => number;
	/** How it answers from now on. */
	behave(reply: (word: string) => Reply | Promise<Reply>): void;
};

export const notServing = 'This ZooKeeper instance is not currently serving requests\n';
export const shutWord = (word: string): string =>
	`${word} is not executed because it is not in the whitelist.\n`;
/** As the server of this recorded situation answered, e.g. `3.8.0/leader`. */
export const as =
	(at: string) =>
	(word: string): string =>
		recorded(at, word);

/** Starts one that answers as recorded; it ends with the test. */
export const wordServer = async (at = '3.8.0/standalone'): Promise<WordServer> => {
	const asked: string[] = [];
	const open = new Map<string, number>();
	let most = 0;
	let reply: (word: string) => Reply | Promise<Reply> = as(at);
	const answer = async (socket: Socket, word: string): Promise<void> => {
		asked.push(word);
		open.set(word, (open.get(word) ?? 0) + 1);
		most = Math.max(most, open.get(word) ?? 0);
		socket.on('close', () => open.set(word, (open.get(word) ?? 0) - 1));
		const text = await reply(word);
		if (text !== silent) {
			socket.end(text);
		}
	};

	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => undefined);
		socket.once('data', data => void answer(socket, data.toString()));
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	onTestFinished(async () => {
		for (const socket of sockets) {
			socket.destroy();
		}

		await new Promise(resolve => server.close(resolve));
	});
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return {
		host: {name: `127.0.0.1:${port}`, host: '127.0.0.1', port},
		asked,
		mostAtOnce: () => most,
		behave: next => {
			reply = next;
		},
	};
};
