// `zktop subscribe PATH`: each value as a line of JSON, or as the input of a command.
import {readEnvelopeKey} from '../../options/access/envelope-key.ts';
import {subscribe as subscribeTo, type Edition} from '../../recipes/publication.ts';
import {decimalOf} from '../../zookeeper/ids.ts';
import {bytesJson, printJson} from './print.ts';
import {startProgram} from './program.ts';
import {say, type Scene} from './scene.ts';
import type {Signals} from './signals.ts';

export const subscribe = async ({client, recipe, signals}: Scene<'subscribe'>): Promise<number> => {
	const {path, exec, keyFiles} = recipe;
	const keys = await Promise.all(keyFiles.map(async file => readEnvelopeKey(file, say)));
	const editions = subscribeTo(client, path, {
		signal: signals.signal,
		keys: keys.filter(key => key !== undefined),
		onUnreadable({message}) {
			say(`${message}; this value is skipped`);
		},
	});
	for await (const edition of editions) {
		if (exec === undefined) {
			const {value, ...rest} = edition;
			printJson({path, ...rest, ...bytesJson(value)}, true);
		} else {
			await run(exec, path, edition, signals);
		}
	}

	return 0;
};

/** One after the other: what is published meanwhile is missed but for the last. */
const run = async (exec: string, path: string, edition: Edition, signals: Signals): Promise<void> => {
	const {value, version, mzxid, missed, recreated} = edition;
	const env = {
		ZKTOP_PATH: path,
		ZKTOP_VERSION: String(version),
		ZKTOP_MZXID: decimalOf(mzxid),
		ZKTOP_MISSED: String(missed),
		ZKTOP_RECREATED: String(recreated),
	};
	const exitCode = await startProgram(['sh', '-c', exec], env, signals, value).ended;
	if (exitCode !== 0) {
		say(`${exec} ended with ${exitCode} for version ${version}`);
	}
};
