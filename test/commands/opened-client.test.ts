// Encrypted data as the screen reads it.
import {expect, it} from 'vitest';
import {decode} from '../../source/analyze/values/decode.ts';
import {openedClient} from '../../source/commands/opened-client.ts';
import {readKey, seal, type EnvelopeKey} from '../../source/zookeeper/envelope.ts';
import type {Client} from '../../source/zookeeper/client.ts';

const keyOf = async (byte: number): Promise<EnvelopeKey> => {
	const key = await readKey(Buffer.alloc(32, byte));
	if (key === undefined) {
		throw new Error('no key');
	}

	return key;
};

/** What is read of `/a` in the chroot /app, where this lies, with this key. */
const read = async (data: Buffer | undefined, key: EnvelopeKey | undefined): Promise<Buffer | undefined> => {
	const client = {data: async () => Promise.resolve({data, stat: undefined})} as unknown as Client;
	return (await openedClient(client, '/app', key).data('/a')).data;
};

it('is opened with its key, at its path on the servers', async () => {
	const key = await keyOf(1);
	expect((await read(await seal(key, '/app/a', Buffer.from('{"a": 1}')), key))?.toString()).toBe('{"a": 1}');
});

it('is left as it is with another key, at another path, or without a key, and so is what is not encrypted', async () => {
	const [key, other] = [await keyOf(1), await keyOf(2)];
	const sealed = await seal(key, '/app/a', Buffer.from('x'));
	const moved = await seal(key, '/a', Buffer.from('x'));
	for (const [data, given] of [
		[sealed, other],
		[moved, key],
		[sealed, undefined],
		[Buffer.from('plain'), key],
		[undefined, key],
	] as const) {
		expect(await read(data, given)).toBe(data);
	}
});

it('that is not opened is told with the key it wants', async () => {
	const key = await keyOf(1);
	expect(decode(await seal(key, '/app/a', Buffer.from('x')))).toMatchObject({
		form: 'encrypted',
		lines: [`AES-256-GCM, key ${key.id}; --key-file with that key opens it`],
	});
});
