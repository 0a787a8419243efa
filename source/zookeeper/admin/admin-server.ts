// One AdminServer: finds out whether it speaks http or https, and says who we are where it asks for that.
import {ZooKeeperError} from '../errors.ts';
import {systemTls, type FindDigest, type Tls} from '../security.ts';
import type {AdminAnswer} from './answers.ts';
import {askAdmin} from './ask-admin.ts';
import type {AdminCommand} from './commands.ts';
import type {GetOptions} from './http-get.ts';
import {introductionTo} from './introduction.ts';
import {OtherSchemeError, type Scheme} from './scheme.ts';

export type AdminAccess = {
	/** Host name or address without brackets. */
	readonly host: string;
	/** `admin.serverPort`. */
	readonly port: number;
	/** TLS as for the client port: then https goes first, and http only where the port speaks no TLS. Undefined: the other way round. */
	readonly tls?: Tls | undefined;
	/** Who we are; undefined: nobody is told. */
	readonly findDigest?: FindDigest | undefined;
};

export type AdminOptions = Omit<GetOptions, 'authInfo'>;

export class AdminServer {
	readonly #access: AdminAccess;
	/** Commands that were not answered to somebody unknown. */
	readonly #introduced = new Set<AdminCommand>();
	#scheme: Scheme | undefined;

	constructor(access: AdminAccess) {
		this.#access = access;
	}

	/** What it spoke when it answered last; undefined until it has. */
	get scheme(): Scheme | undefined {
		return this.#scheme;
	}

	/** It may be another one now: what it speaks is found out anew, and who we are not said before it asks. */
	forget(): void {
		this.#scheme = undefined;
		this.#introduced.clear();
	}

	/** The answer to one command; throws as `askAdmin` does. One deadline for all that it takes. */
	async ask(command: AdminCommand, options: AdminOptions): Promise<AdminAnswer> {
		const until = performance.now() + options.deadlineMs;
		const left = (): AdminOptions => ({...options, deadlineMs: Math.max(1, until - performance.now())});
		const first = this.#scheme ?? (this.#access.tls === undefined ? 'http' : 'https');
		try {
			return await this.#askOver(first, command, left);
		} catch (error) {
			if (!(error instanceof OtherSchemeError)) {
				throw error;
			}

			return await this.#askOther(first, error, async scheme => this.#askOver(scheme, command, left));
		}
	}

	/** A port that speaks neither is told of as http finds it. */
	async #askOther(
		first: Scheme,
		error: OtherSchemeError,
		ask: (scheme: Scheme) => Promise<AdminAnswer>,
	): Promise<AdminAnswer> {
		try {
			return await ask(first === 'http' ? 'https' : 'http');
		} catch (second) {
			throw second instanceof OtherSchemeError && first === 'http' ? error : second;
		}
	}

	async #askOver(scheme: Scheme, command: AdminCommand, left: () => AdminOptions): Promise<AdminAnswer> {
		const {host, port, tls} = this.#access;
		const door = scheme === 'http' ? {host, port} : {host, port, tls: tls ?? systemTls};
		const asked = this.#introduced.has(command);
		const introduction = asked ? await introductionTo(scheme, this.#access) : undefined;
		try {
			const authInfo = introduction?.authInfo;
			const answer = await askAdmin(door, command, {...left(), ...(authInfo !== undefined && {authInfo})});
			this.#scheme = scheme;
			return answer;
		} catch (error) {
			if (!(error instanceof ZooKeeperError)) {
				throw error;
			}

			if (error.kind === 'no-auth' && !asked) {
				this.#introduced.add(command);
				return this.#askOver(scheme, command, left);
			}

			throw introduction?.explain(error) ?? error;
		}
	}
}
