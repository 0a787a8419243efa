// SASL GSSAPI (Kerberos 5), the client's side, without a security layer, through the optional package `kerberos`. (RFC 4752)
//
//   tokens go back and forth until the context stands; then the server sends, wrapped, its layers and buffer size,
//   and we answer, wrapped, that we want none; the server's last token is empty
import {ZooKeeperError} from '../errors.ts';
import type {Mechanism} from './mechanism.ts';

/** What we use of the package; tokens are base64. */
export type KerberosClient = {
	readonly contextComplete: boolean;
	step(challenge: string): Promise<string | null>;
	unwrap(challenge: string): Promise<string>;
	wrap(token: string, options: Record<string, unknown>): Promise<string>;
};

export type Kerberos = {
	readonly initializeClient: (service: string, options: Record<string, unknown>) => Promise<KerberosClient>;
};

/** Gives the package's exports; rejects when it is not installed. */
export type KerberosLoader = () => Promise<unknown>;

/** A variable, so that neither the compiler nor the bundler looks for what is optional. */
const packageName: string = 'kerberos';
const installed: KerberosLoader = async () => import(packageName) as Promise<unknown>;

/** Layer 1 is none; with none, the buffer size is 0. */
const noLayer = Buffer.of(1, 0, 0, 0);

/** A login with the ticket of whoever runs zktop, at `service@host`. Throws a ZooKeeperError `no-auth`. */
export const gssapi = async (service: string, host: string, load = installed): Promise<Mechanism> => {
	const kerberos = await loaded(load);
	const client = await spoken(async () => kerberos.initializeClient(`${service}@${host}`, {}));
	let last = false;
	const step = async (challenge: Buffer): Promise<Buffer> =>
		spoken(async () => bytesOf(await client.step(challenge.toString('base64'))));
	return {
		first: async () => step(Buffer.alloc(0)),
		async next(challenge) {
			if (last) {
				return undefined;
			}

			if (!client.contextComplete) {
				return step(challenge);
			}

			last = true;
			return spoken(async () => {
				await client.unwrap(challenge.toString('base64'));
				return bytesOf(await client.wrap(noLayer.toString('base64'), {}));
			});
		},
	};
};

const bytesOf = (base64: string | null): Buffer => Buffer.from(base64 ?? '', 'base64');

const loaded = async (load: KerberosLoader): Promise<Kerberos> => {
	const module = await load().catch(() => {
		throw new ZooKeeperError(
			'no-auth',
			'Kerberos needs the optional package: npm install kerberos (it compiles against libkrb5-dev)',
		);
	});
	const exports = module as Partial<Kerberos> & {readonly default?: Kerberos};
	const initializeClient = exports.initializeClient ?? exports.default?.initializeClient;
	if (initializeClient === undefined) {
		throw new ZooKeeperError('no-auth', 'this version of the package kerberos has no initializeClient');
	}

	return {initializeClient};
};

/** What the library says is said on: no ticket, an unknown service, clocks that differ. */
const spoken = async <T>(task: () => Promise<T>): Promise<T> =>
	task().catch((error: unknown) => {
		const message = error instanceof Error ? error.message : String(error);
		throw new ZooKeeperError('no-auth', `no Kerberos login: ${message} (is there a ticket? see klist)`);
	});
