// The tests' own four-letter words: asks a server and gives its bytes as text, knowing nothing of source/.
import {connect} from 'node:net';

/** Sends `word`, gives all that comes until the server closes; rejects after `deadlineMs` or on a socket error. */
export const ask = async (port: number, word: string, deadlineMs = 2000): Promise<string> =>
	new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		const socket = connect({port, host: '127.0.0.1'});
		const deadline = setTimeout(() => {
			socket.destroy(new Error(`127.0.0.1:${port} does not answer ${word} within ${deadlineMs} ms`));
		}, deadlineMs);
		socket.on('connect', () => socket.write(word));
		socket.on('data', chunk => chunks.push(chunk as Buffer));
		socket.on('error', reject);
		socket.on('close', () => {
			clearTimeout(deadline);
			resolve(Buffer.concat(chunks).toString('utf8'));
		});
	});

export type Mode = 'leader' | 'follower' | 'observer' | 'standalone' | 'read-only';

/** What a server says in `srvr` that it is; undefined when it does not serve. */
export const readMode = (srvr: string): Mode | undefined =>
	/^Mode: (?<mode>.+)$/m.exec(srvr)?.groups?.['mode'] as Mode | undefined;
