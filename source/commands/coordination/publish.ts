// `zktop publish PATH [FILE|-]`: a value for all subscribers.
import {readEnvelopeKey} from '../../options/access/envelope-key.ts';
import {isOutdated, publish as publishAt} from '../../recipes/publication.ts';
import {UsageError} from '../../options/usage-error.ts';
import {readInput} from './input.ts';
import {printJson} from './print.ts';
import {say, type Scene} from './scene.ts';

/** The exit code when somebody else published first. */
const outdated = 75;

export const publish = async ({client, recipe, acl, signals}: Scene<'publish'>): Promise<number> => {
	const {path, expectVersion, keyFile} = recipe;
	const key = await readEnvelopeKey(keyFile, say);
	const value = await readValue(recipe);
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

/** Nothing is what a script reads where the command before it has failed. */
const readValue = async ({path, file, allowEmpty}: Scene<'publish'>['recipe']): Promise<Buffer> => {
	const value = await readInput(file, 'value');
	if (value.length === 0 && !allowEmpty) {
		throw new UsageError(
			`${file ?? 'standard input'} is empty, so nothing was published to ${path}; an empty value takes --allow-empty`,
		);
	}

	return value;
};
