// Encrypted data of a znode: a header that says which key opens it, then AES-256-GCM. Bound to the znode's path, so that none passes for another.
//
//   magic 89 5A 4B 45 ("\x89ZKE") · version 01 · key id, 8 bytes · nonce, 12 bytes · ciphertext · tag, 16 bytes
//   authenticated with it: the header, and the path as the servers know it (UTF-8)

const magic = Buffer.of(0x89, 0x5a, 0x4b, 0x45);
const version = 1;
const versionAt = magic.length;
const keyIdAt = versionAt + 1;
const keyIdBytes = 8;
const nonceAt = keyIdAt + keyIdBytes;
const nonceBytes = 12;
const headerBytes = nonceAt + nonceBytes;
const tagBytes = 16;
const keyBytes = 32;

/** How many bytes longer data gets. */
export const envelopeBytes = headerBytes + tagBytes;

/** Data that our key does not open. */
export class EnvelopeError extends Error {
	override readonly name = 'EnvelopeError';
}

export type EnvelopeKey = {
	/** The first 8 bytes of the key's SHA-256, as hex. */
	readonly id: string;
	readonly key: CryptoKey;
};

/** Reads a key: 32 bytes as they are, as hex or as base64. Undefined when it is none. */
export const readKey = async (file: Buffer): Promise<EnvelopeKey | undefined> => {
	const bytes = keyIn(file);
	if (bytes === undefined) {
		return undefined;
	}

	const {subtle} = crypto;
	const digest = Buffer.from(await subtle.digest('SHA-256', bytes));
	return {
		id: digest.toString('hex', 0, keyIdBytes),
		key: await subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']),
	};
};

const keyIn = (file: Buffer): Uint8Array<ArrayBuffer> | undefined => {
	const text = file.toString('latin1').trim();
	const bytes = /^[\da-f]{64}$/i.test(text)
		? Buffer.from(text, 'hex')
		: /^[A-Za-z\d+/]{43}=$/.test(text)
			? Buffer.from(text, 'base64')
			: file;
	return bytes.length === keyBytes ? Uint8Array.from(bytes) : undefined;
};

/** The id of the key that opens this data; undefined when it is no envelope. */
export const keyIdOf = (data: Uint8Array): string | undefined => {
	const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
	return bytes.length >= envelopeBytes &&
		bytes.subarray(0, versionAt).equals(magic) &&
		bytes[versionAt] === version
		? bytes.toString('hex', keyIdAt, nonceAt)
		: undefined;
};

/** Encrypts data for the znode at `path`, as the servers know it. */
export const seal = async ({id, key}: EnvelopeKey, path: string, data: Buffer): Promise<Buffer> => {
	const nonce = crypto.getRandomValues(Buffer.alloc(nonceBytes));
	const header = Buffer.concat([magic, Buffer.of(version), Buffer.from(id, 'hex'), nonce]);
	const box = await crypto.subtle.encrypt(algorithm(header, path), key, Uint8Array.from(data));
	return Buffer.concat([header, Buffer.from(box)]);
};

/**
 * The data in an envelope. Rejects with an EnvelopeError: no envelope, another key, another path, or changed bytes. (The last
 * two cannot be told apart.)
 */
export const open = async ({id, key}: EnvelopeKey, path: string, envelope: Buffer): Promise<Buffer> => {
	const found = keyIdOf(envelope);
	if (found !== id) {
		const what = found === undefined ? 'is not encrypted' : `was encrypted with key ${found}`;
		throw new EnvelopeError(`${path}: the data ${what}; the key given is ${id}`);
	}

	const header = envelope.subarray(0, headerBytes);
	try {
		const box = Uint8Array.from(envelope.subarray(headerBytes));
		return Buffer.from(await crypto.subtle.decrypt(algorithm(header, path), key, box));
	} catch {
		throw new EnvelopeError(
			`${path}: the data was encrypted with this key (${id}), but for another path, or was changed`,
		);
	}
};

/**
 * The data as it was meant, by that one of the keys which opens it; without keys it has to be plain. Rejects with an EnvelopeError.
 * With keys what is plain is refused: anybody may have written it.
 */
export const openWith = async (keys: readonly EnvelopeKey[], path: string, data: Buffer): Promise<Buffer> => {
	const found = keyIdOf(data);
	const key = keys.find(({id}) => id === found) ?? keys[0];
	if (key !== undefined) {
		return open(key, path, data);
	}

	if (found !== undefined) {
		throw new EnvelopeError(
			`${path}: the data is encrypted with key ${found}, and no key was given (--key-file)`,
		);
	}

	return data;
};

const algorithm = (header: Buffer, path: string) => ({
	name: 'AES-GCM',
	iv: Uint8Array.from(header.subarray(nonceAt)),
	additionalData: Uint8Array.from(Buffer.concat([header, Buffer.from(path)])),
});
