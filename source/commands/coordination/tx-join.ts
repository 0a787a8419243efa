// `zktop tx join PATH --as a --prepare CMD --commit CMD --abort CMD`: takes part in a two-phase commit by commands.
import {readEnvelopeKey} from '../../options/access/envelope-key.ts';
import {joinTransaction} from '../../recipes/participant.ts';
import {startProgram} from './program.ts';
import {say, type Scene} from './scene.ts';
import {exitCodes} from './tx-begin.ts';

/** A command did not carry the decision out; run again, we ask it again. */
class CommandFailed extends Error {
	override readonly name = 'CommandFailed';
	readonly exitCode: number;

	constructor(exitCode: number) {
		super('a command failed');
		this.exitCode = exitCode;
	}
}

export const txJoin = async ({client, recipe, acl, signals}: Scene<'tx join'>): Promise<number> => {
	const {path, as, commands, keyFile} = recipe;
	const key = await readEnvelopeKey(keyFile, say);
	const run = async (name: keyof typeof commands, payload: Buffer): Promise<number> => {
		const env = {ZKTOP_TX: path, ZKTOP_PARTICIPANT: as};
		return startProgram(['sh', '-c', commands[name]], env, signals, payload).ended;
	};
	const carryOut =
		(name: 'commit' | 'abort') =>
		async (payload: Buffer): Promise<void> => {
			const exitCode = await run(name, payload);
			if (exitCode !== 0) {
				say(`${path}: --${name} ended with ${exitCode}; run the same again, and it is run again`);
				throw new CommandFailed(exitCode);
			}
		};

	try {
		const decision = await joinTransaction(client, path, {
			as,
			acl,
			signal: signals.signal,
			onWaiting() {
				say(`waiting for ${path}: no transaction has begun there`);
			},
			prepare: async payload => (await run('prepare', payload)) === 0,
			commit: carryOut('commit'),
			abort: carryOut('abort'),
			...(key !== undefined && {key}),
		});
		return exitCodes[decision];
	} catch (error) {
		if (error instanceof CommandFailed) {
			return error.exitCode;
		}

		throw error;
	}
};
