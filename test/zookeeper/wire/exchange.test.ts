// source/zookeeper/wire/exchange.ts: one byte more than was to be asked; all else of it is in four-letter.test.ts
import {expect, it} from 'vitest';
import {askWord} from '../../../source/zookeeper/four-letter.ts';
import {caught} from '../../helpers/fake-clients.ts';
import {answering, fakeServer} from '../fake-server.ts';

it('recognises a TLS port by what it waits for, where the answer is short', async () => {
	const host = await fakeServer(socket => {
		let heard = '';
		socket.on('data', (data: Buffer) => {
			heard += data.toString();
			if (heard.length > 4) {
				socket.end(); // as Netty does on what is no TLS record
			}
		});
	});
	const short = {deadlineMs: 300};
	expect(await caught(askWord(host, 'srvr', short))).toMatchObject({
		kind: 'tls',
		message: 'waits for more than four letters, and closes then: a TLS port; connect with --tls',
	});
	expect(await caught(askWord(host, 'cons', short))).toMatchObject({kind: 'silent'});
});

it('sends four bytes and no more to a server that answers', async () => {
	let heard = '';
	const host = await fakeServer(socket => {
		socket.on('data', (data: Buffer) => {
			heard += data.toString();
		});
		answering(() => 'imok')(socket);
	});
	expect(await askWord(host, 'ruok', {deadlineMs: 300})).toBe('imok');
	expect(heard).toBe('ruok');
});

it('does not take a frozen server that is killed for a TLS port: what it did not read makes that a reset', async () => {
	const host = await fakeServer(socket => {
		socket.once('data', () => {
			socket.once('data', () => socket.resetAndDestroy());
		});
	});
	expect((await caught(askWord(host, 'srvr', {deadlineMs: 300}))).kind).toBe('connection-limit');
});
