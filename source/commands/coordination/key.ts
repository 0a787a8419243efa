// The key of envelopes, from its file.
import {readPrivate} from '../../options/access/files.ts';
import {UsageError} from '../../options/usage-error.ts';
import {readKey, type EnvelopeKey} from '../../zookeeper/envelope.ts';
import {say} from './scene.ts';

/** Undefined where no file is named. */
export const keyOf = async (path: string | undefined): Promise<EnvelopeKey | undefined> => {
	if (path === undefined) {
		return undefined;
	}

	const file = {path, what: 'key file', namedBy: '--key-file'};
	const key = await readKey(await readPrivate(file, say));
	if (key === undefined) {
		throw new UsageError(
			`key file ${path}: wants 32 bytes, as they are, as 64 hex digits or as base64; openssl rand -hex 32 makes some`,
		);
	}

	return key;
};
