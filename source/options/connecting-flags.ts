// The flags by which every verb reaches an ensemble, and is let in.
import type {Flag} from './flag.ts';

const connect: Flag = {
	name: 'connect',
	short: 'c',
	type: 'string',
	value: 'CONTEXT|HOST:PORT,…',
	does: 'the ensemble; else the default context, $ZOOKEEPER, 127.0.0.1:2181',
};
export const config: Flag = {
	name: 'config',
	type: 'string',
	value: 'FILE',
	does: 'the config file; else $ZKTOP_CONFIG, ~/.config/zktop/config.toml',
};

/** What it takes to be let in: of every verb that connects. */
const access: readonly Flag[] = [
	{
		name: 'tls',
		type: 'boolean',
		does: 'TLS, with the system’s authorities; switched on by the flags below, too',
	},
	{name: 'ca', type: 'list', value: 'FILE', does: 'trust these authorities instead (PEM); may be repeated'},
	{name: 'cert', type: 'string', value: 'FILE', does: 'our certificate (PEM), where servers ask for one'},
	{name: 'key', type: 'string', value: 'FILE', does: 'its key (PEM)'},
	{name: 'pfx', type: 'string', value: 'FILE', does: 'certificate and key in one file (PKCS#12)'},
	{
		name: 'passphrase-file',
		type: 'string',
		value: 'FILE',
		does: 'opens key or pfx; else $ZKTOP_KEY_PASSPHRASE, else asked for',
	},
	{
		name: 'servername',
		type: 'string',
		value: 'NAME',
		does: 'the name that the servers’ certificates are for',
	},
	{name: 'insecure', type: 'boolean', does: 'believe any certificate'},
	{name: 'auth', type: 'list', value: 'WHO', does: 'digest:USER, sasl:USER or kerberos[:SERVICE]'},
	{
		name: 'auth-file',
		type: 'string',
		value: 'FILE',
		does: 'holds the password; else $ZKTOP_PASSWORD, else asked for',
	},
	{
		name: 'admin-port',
		type: 'string',
		value: 'PORT[,PORT…]',
		does: 'AdminServer’s port, http or https: one for all, or one for each host in order',
	},
	{
		name: 'jute-maxbuffer',
		type: 'string',
		value: 'BYTES',
		does: 'the longest reply that is read; default 64m',
	},
];

/** What a verb takes to reach an ensemble. */
export const connecting: readonly Flag[] = [connect, config, ...access];
