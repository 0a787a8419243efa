// Encrypted data: opened by its key, at its path, unchanged, and by nothing else.
import {createDecipheriv, createHash} from 'node:crypto';
import {expect, it} from 'vitest';
import {
	EnvelopeError,
	envelopeBytes,
	keyIdOf,
	open,
	readKey,
	seal,
	type EnvelopeKey,
} from '../../source/zookeeper/envelope.ts';

const bytes = Buffer.from('00112233445566778899aabbccddeeff'.repeat(2), 'hex');
const keyOf = async (file: Buffer): Promise<EnvelopeKey> => {
	const key = await readKey(file);
	if (key === undefined) {
		throw new Error('no key');
	}

	return key;
};
const secret = Buffer.from('attack at dawn');

it('is opened to what it was made of', async () => {
	const key = await keyOf(bytes);
	for (const data of [secret, Buffer.alloc(0), Buffer.alloc(1_000_000, 7)]) {
		const envelope = await seal(key, '/a', data);
		expect(envelope).toHaveLength(data.length + envelopeBytes);
		expect(envelope.includes(secret)).toBe(false);
		expect((await open(key, '/a', envelope)).equals(data)).toBe(true);
	}
});

it('is AES-256-GCM, as another implementation reads it', async () => {
	const envelope = await seal(await keyOf(bytes), '/a', secret);
	const decipher = createDecipheriv('aes-256-gcm', bytes, envelope.subarray(13, 25));
	decipher.setAAD(Buffer.concat([envelope.subarray(0, 25), Buffer.from('/a')]));
	decipher.setAuthTag(envelope.subarray(-16));
	const data = Buffer.concat([decipher.update(envelope.subarray(25, -16)), decipher.final()]);
	expect(data).toEqual(secret);
	expect(keyIdOf(envelope)).toBe(createHash('sha256').update(bytes).digest('hex').slice(0, 16));
});

it('never has the same nonce twice', async () => {
	const key = await keyOf(bytes);
	const [a, b] = [await seal(key, '/a', secret), await seal(key, '/a', secret)];
	expect(a.subarray(13, 25).equals(b.subarray(13, 25))).toBe(false);
});

it('is not opened at another path, nor with any byte changed or missing', async () => {
	const key = await keyOf(bytes);
	const envelope = await seal(key, '/a', secret);
	await expect(open(key, '/b', envelope)).rejects.toThrow(/^\/b: .* for another path, or was changed$/);
	for (let at = 0; at < envelope.length; at += 1) {
		const changed = Buffer.from(envelope);
		changed[at] = (changed[at] ?? 0) ^ 1;
		await expect(open(key, '/a', changed)).rejects.toThrow(EnvelopeError);
		await expect(open(key, '/a', envelope.subarray(0, at))).rejects.toThrow(EnvelopeError);
	}
});

it('says which key it wants, and what is none', async () => {
	const [key, other] = [await keyOf(bytes), await keyOf(Buffer.alloc(32, 1))];
	const envelope = await seal(other, '/a', secret);
	await expect(open(key, '/a', envelope)).rejects.toThrow(`with key ${other.id}; the key given is ${key.id}`);
	await expect(open(key, '/a', secret)).rejects.toThrow('is not encrypted');
	expect(keyIdOf(secret)).toBeUndefined();
	expect(
		keyIdOf(Buffer.concat([envelope.subarray(0, 4), Buffer.of(2), envelope.subarray(5)])),
	).toBeUndefined();
});

it('has a key of 32 bytes, as they are, as hex or as base64', async () => {
	const {id} = await keyOf(bytes);
	expect((await keyOf(Buffer.from(`${bytes.toString('hex')}\n`))).id).toBe(id);
	expect((await keyOf(Buffer.from(`${bytes.toString('base64')}\n`))).id).toBe(id);
	for (const none of ['', 'secret', bytes.toString('hex').slice(2), `${bytes.toString('hex')}00`]) {
		expect(await readKey(Buffer.from(none))).toBeUndefined();
	}
});
