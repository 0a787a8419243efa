// `zktop publish PATH [FILE|-]`: a value for all subscribers.
import {readEnvelopeKey} from '../../options/access/envelope-key.ts';
import {isOutdated, publish as publishAt} from '../../recipes/publication.ts';
import {readInput} from './input.ts';
import {printJson} from './print.ts';
import {say, type Scene} from './scene.ts';

/** The exit code when somebody else published first. */
const outdated = 75;

export const publish = async ({client, recipe, acl, signals}: Scene<'publish'>): Promise<number> => {
	const {path, file, expectVersion, keyFile} = recipe;
	const key = await readEnvelopeKey(keyFile, say);
	const value = await readInput(file, 'value');
	try {
		const {version, mzxid} = await publishAt(client, path, value, {
			acl,
			signal: signals.signal,
			...(expectVersion !== undefined && {expectVersion}),
			...(key !== undefined && {key}),
		});
		printJson({path, version, mzxid}, false);
		return 0;
	} catch (error) {
		if (!isOutdated(error)) {
			throw error;
		}

		say(
			`${path}: the value does not have version ${expectVersion ?? ''} any more: somebody else has published`,
		);
		return outdated;
	}
};
