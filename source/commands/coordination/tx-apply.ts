// `zktop tx apply FILE`: changes that are all made or none, in one transaction of ZooKeeper's.
import {InDoubtError} from '../../recipes/errors.ts';
import {connected} from '../../recipes/persist.ts';
import {RefusedChange, type Change, type ChangeResult} from '../../recipes/session.ts';
import {isRetriable} from '../../zookeeper/errors.ts';
import {readChanges} from './changes.ts';
import {readInput} from './input.ts';
import {printJson} from './print.ts';
import {say, type Scene} from './scene.ts';

/** The exit code of what was not done. */
const aborted = 65;

export const txApply = async ({client, recipe, acl, signals}: Scene<'tx apply'>): Promise<number> => {
	const {file} = recipe;
	const lines = readChanges((await readInput(file, 'transaction')).toString(), acl);
	const changes = lines.map(({change}) => change);
	try {
		await connected(client, signals.signal);
		const results = await client.multi(changes);
		printJson({results: results.map((result, index) => resultJson(changes[index], result))}, false);
		return 0;
	} catch (error) {
		if (error instanceof RefusedChange) {
			const {line, text} = lines[error.index] ?? {line: 0, text: ''};
			say(`nothing was done: line ${line}, ${text}: ${error.message}`);
			return aborted;
		}

		throw isRetriable(error)
			? new InDoubtError(file ?? 'the transaction', 'look at its znodes before you run it again')
			: error;
	}
};

const resultJson = (change: Change | undefined, {path, stat}: ChangeResult) => ({
	op: change?.kind,
	path: path ?? change?.path,
	...(stat !== undefined && {version: stat.version, mzxid: stat.mzxid}),
});
