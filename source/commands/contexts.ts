// `zktop contexts`: the ensembles of the config file and what is set for each; where secrets are, never what they are.
import process from 'node:process';
import type {Config} from '../options/config/file.ts';
import type {Context, Identity, SecretPlace} from '../options/config/context.ts';

/** Prints them; resolves with 2 when something in the file is wrong. */
export const contexts = async (config: Config, json: boolean): Promise<number> => {
	process.stdout.write(`${contextsText(config, json || !process.stdout.isTTY)}\n`);
	process.stderr.write(config.problems.map(({message}) => `zktop: ${message}\n`).join(''));
	return Promise.resolve(config.problems.length === 0 ? 0 : 2);
};

/** As JSON, or as a table with a line for each. */
export const contextsText = (config: Config, json: boolean): string =>
	json ? jsonOf(config) : tableOf(config);

const jsonOf = ({file, found, preferred, contexts, problems}: Config): string =>
	JSON.stringify(
		{
			file,
			found,
			default: preferred ?? null,
			contexts: [...contexts.values()].map(contextJson),
			problems: problems.map(({context, message}) => ({context: context ?? null, message})),
		},
		undefined,
		2,
	);

const contextJson = (context: Context): Readonly<Record<string, unknown>> => ({
	name: context.name,
	hosts: context.connect.hosts.map(({name}) => name),
	chroot: context.connect.chroot,
	tls: context.tls === undefined ? null : tlsJson(context.tls),
	auth: context.auth.map(identityJson),
	adminPorts: context.adminPorts.map(port => port ?? null),
	theme: context.theme ?? null,
	intervalSeconds: context.intervalMs === undefined ? null : context.intervalMs / 1000,
	budget: context.readsPerSecond === Infinity ? 'none' : (context.readsPerSecond ?? null),
	write: context.write,
	locks: context.lockPaths,
	thresholds: context.limits,
});

const tlsJson = ({ca, own, servername, insecure}: NonNullable<Context['tls']>) => ({
	ca,
	cert: own?.cert ?? null,
	key: own?.key ?? null,
	pfx: own?.pfx ?? null,
	servername: servername ?? null,
	insecure,
});

const identityJson = (identity: Identity): Readonly<Record<string, unknown>> =>
	identity.kind === 'kerberos'
		? {scheme: 'kerberos', service: identity.service}
		: {scheme: schemeOf(identity), user: identity.user, password: placeText(identity.secret)};

const schemeOf = ({kind}: Identity): string => (kind === 'sasl-digest-md5' ? 'sasl' : kind);

const placeText = (place: SecretPlace | undefined): string => {
	switch (place?.kind) {
		case 'file':
			return place.path;
		case 'env':
			return `$${place.name}`;
		case 'prompt':
			return 'asked for';
		case undefined:
			return '$ZKTOP_PASSWORD, else asked for';
	}
};

const tableOf = ({file, found, preferred, contexts}: Config): string => {
	if (contexts.size === 0) {
		const example = '[contexts.prod-eu]\nhosts = ["zk1:2181", "zk2:2181", "zk3:2181"]';
		return `${found ? `no context in ${file}` : `there is no ${file}`}; one looks like this:\n\n${example}`;
	}

	const rows = [...contexts.values()].map(context => [
		`${context.name === preferred ? '*' : ' '} ${context.name}`,
		`${context.connect.hosts.map(({name}) => name).join(',')}${context.connect.chroot === '/' ? '' : context.connect.chroot}`,
		settingsOf(context),
	]);
	const widths = [0, 1].map(column => Math.max(...rows.map(row => (row[column] ?? '').length)));
	return rows
		.map(row => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
		.map(row => row.trimEnd())
		.join('\n');
};

/** What is set, in words. */
const settingsOf = ({
	tls,
	auth,
	adminPorts,
	theme,
	intervalMs,
	readsPerSecond,
	write,
	lockPaths,
}: Context): string => {
	const ports = [...new Set(adminPorts.filter(port => port !== undefined))];
	return [
		...(tls === undefined ? [] : [tls.insecure ? 'TLS not verified' : 'TLS']),
		...(tls?.own === undefined ? [] : ['own certificate']),
		...auth.map(identity =>
			identity.kind === 'kerberos' ? 'kerberos' : `${schemeOf(identity)}:${identity.user}`,
		),
		...(ports.length === 0 ? [] : [`admin ${ports.join(',')}`]),
		...(theme === undefined ? [] : [`theme ${theme}`]),
		...(intervalMs === undefined ? [] : [`every ${intervalMs / 1000} s`]),
		...(readsPerSecond === undefined
			? []
			: [readsPerSecond === Infinity ? 'no budget' : `${readsPerSecond} reads/s`]),
		...(write === 'never' ? ['write never'] : []),
		...(lockPaths.length === 0 ? [] : [`locks ${lockPaths.join(' ')}`]),
	].join(', ');
};
