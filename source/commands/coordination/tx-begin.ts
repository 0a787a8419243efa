// `zktop tx begin PATH --participants a,b`: begins a two-phase commit, or goes on with it, and coordinates until it is decided.
import {readEnvelopeKey} from '../../options/access/envelope-key.ts';
import {beginTransaction, type Vote} from '../../recipes/transaction.ts';
import {readInput} from './input.ts';
import {printJson} from './print.ts';
import {say, type Scene} from './scene.ts';

/** The exit code of each decision. */
export const exitCodes: Readonly<Record<Vote, number>> = {commit: 0, abort: 65};

export const txBegin = async ({client, recipe, acl, signals}: Scene<'tx begin'>): Promise<number> => {
	const {path, participants, timeoutMs, payload, keyFile} = recipe;
	const key = await readEnvelopeKey(keyFile, say);
	const decision = await beginTransaction(client, path, {
		participants,
		timeoutMs,
		acl,
		signal: signals.signal,
		...(payload !== undefined && {payload: await readInput(payload, 'payload')}),
		...(key !== undefined && {key}),
	});
	printJson({path, decision}, false);
	return exitCodes[decision];
};
