// What an AdminServer's answer is worth: a body to read, or one of the many ways of saying no. (zookeeper.md B.1, B.5)
//
//   200 {…, "error": null}                                        an answer
//   200 {"error": "This ZooKeeper instance is not currently …"}   no quorum
//   500 HTML with a NullPointerException                          no quorum, of `monitor`
//   200 {"error": "Unknown command: …"}                           older than the command
//   401, 403 {"error": …}                                         authInfo missing or refused (3.9)
//   anything else                                                 another service, or another admin.commandURL
import {UnsupportedError, ZooKeeperError} from '../errors.ts';
import {garbled} from '../text/garbled.ts';
import type {AdminCommand} from './commands.ts';
import {OtherSchemeError} from './scheme.ts';
import type {HttpAnswer} from './http-get.ts';
import {asObject, parseLossless, type JsonObject} from './lossless.ts';

export type AdminAnswer = {
	readonly fields: JsonObject;
	/** As it came, for errors. */
	readonly text: string;
	readonly bytes: number;
};

/** The body of an answer without an error; throws what the answer means else. */
export const readAnswer = (command: AdminCommand, answer: HttpAnswer): AdminAnswer => {
	const {status, text, bytes} = answer;
	const fields = asObject(parseLossless(text));
	if (fields?.['command'] === undefined) {
		throw foreign(command, answer);
	}

	const {error} = fields;
	if (typeof error === 'string') {
		throw refusal(command, status, error);
	}

	if (status !== 200 || (error !== null && error !== undefined)) {
		throw new ZooKeeperError('server', `${command}: the AdminServer answers with status ${status}`);
	}

	return {fields, text, bytes};
};

const unprintable = /\p{C}/gu;
const shown = 120;

const refusal = (command: AdminCommand, status: number, error: string): Error => {
	if (/not currently serving requests/.test(error)) {
		return notServing();
	}

	// Of `leader`, where nobody leads: a standalone server, and one that is in read-only mode.
	if (command === 'leader' && error === 'server is not initialized') {
		return new UnsupportedError('leader: nobody leads this server; it is standalone, or in read-only mode');
	}

	if (error.startsWith('Unknown command')) {
		return new UnsupportedError(`${command} is not known to this AdminServer: the server is older than it`);
	}

	const says = error.slice(0, shown).replace(unprintable, '');
	return isAboutAuth(status)
		? new ZooKeeperError('no-auth', `${command}: the AdminServer says: ${says}`)
		: new ZooKeeperError('server', `${command}: the AdminServer says: ${says}`);
};

/** An answer that is no AdminServer's JSON. */
const foreign = (command: AdminCommand, {status, location, text}: HttpAnswer): ZooKeeperError => {
	if (status === 500 && /NullPointerException/.test(text) && text.includes(`/commands/${command}`)) {
		return notServing();
	}

	if (isAboutAuth(status)) {
		return new ZooKeeperError('no-auth', `${command}: not let in (HTTP status ${status})`);
	}

	if (status === 404) {
		return new ZooKeeperError(
			'garbled',
			`no /commands/${command} there: another service, or an admin.commandURL other than /commands`,
		);
	}

	return location?.startsWith('https:') === true
		? new OtherSchemeError('garbled', 'this AdminServer speaks only https (admin.forceHttps)')
		: garbled(command, text);
};

const isAboutAuth = (status: number): boolean => status === 401 || status === 403;

const notServing = (): ZooKeeperError =>
	new ZooKeeperError('not-serving', 'up, but not serving requests: no quorum, or still starting');
