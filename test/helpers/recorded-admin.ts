// The recorded bodies of real AdminServers: test/fixtures/admin/VERSION/SITUATION/COMMAND.json, raw bytes.
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../fixtures/admin/', import.meta.url));

/** Where all commands were recorded from a serving server, e.g. `3.8.0/leader`. */
export const adminSituations = [
	'3.5.10/follower',
	'3.5.10/leader',
	'3.5.10/standalone',
	'3.6.4/follower',
	'3.6.4/leader',
	'3.6.4/standalone',
	'3.8.0/follower1',
	'3.8.0/leader',
	'3.8.0/netty_tls',
	'3.8.0/observer',
	'3.8.0/read_only',
	'3.8.0/standalone',
	'3.9.5/follower',
	'3.9.5/leader',
	'3.9.5/standalone',
] as const;

/** The body of a file below test/fixtures/admin, e.g. `3.8.0/leader/dump.json`. */
export const recordedBody = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
