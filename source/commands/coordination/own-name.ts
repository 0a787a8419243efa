// Who we are, for others to read: `user@host:pid`.
import {hostname, userInfo} from 'node:os';
import process from 'node:process';

export const ownName = (): string => `${userName()}@${hostname()}:${process.pid}`;

/** Containers run as users that are nowhere written down. */
const userName = (): string => {
	try {
		return userInfo().username;
	} catch {
		return String(process.getuid?.() ?? '?');
	}
};
