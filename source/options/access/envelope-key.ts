// The key of encrypted data, from its file.
import {readKey, type EnvelopeKey} from '../../zookeeper/envelope.ts';
import {UsageError} from '../usage-error.ts';
import {readPrivate, type Warn} from './files.ts';

/** Undefined where no file is named. Cannot be taken out of what it gives: it prints as no secret. */
export const readEnvelopeKey = async (
	path: string | undefined,
	warn: Warn,
): Promise<EnvelopeKey | undefined> => {
	if (path === undefined) {
		return undefined;
	}

	const key = await readKey(await readPrivate({path, what: 'key file', namedBy: '--key-file'}, warn));
	if (key === undefined) {
		throw new UsageError(
			`key file ${path}: wants 32 bytes, as they are, as 64 hex digits or as base64; openssl rand -hex 32 makes some`,
		);
	}

	return key;
};
