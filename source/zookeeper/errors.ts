// Everything that can go wrong between us and a server, in one table of kinds and one table of server codes.

/** Why a question has no answer. Each kind is a different word on the screen and a different thing to do about it. */
export type FailureKind =
	| 'silent' // took the connection, never answered
	| 'unreachable' // the connection itself did not come about: no route, name unknown, packets dropped
	| 'refused' // nothing listens
	| 'not-serving' // up, but without a quorum or still starting
	| 'connection-limit' // closed with zero bytes or reset: maxClientCnxns of this host is reached (or a TLS port)
	| 'tls' // no TLS handshake: certificates, names, versions, or a port that speaks something else
	| 'garbled' // answered something that is not ZooKeeper's
	| 'no-node'
	| 'no-auth'
	| 'session-expired'
	| 'disconnected' // the client has no server now
	| 'too-large' // the reply is larger than we read
	| 'server'; // any other error code of the server

/** They say nothing about what was asked for: it is asked again once a server is there. */
export const passing: ReadonlySet<FailureKind> = new Set([
	'disconnected',
	'session-expired',
	'silent',
	'not-serving',
]);

export type Failure = {readonly kind: FailureKind; readonly message: string};

/** The one exception that source/zookeeper throws; probes turn it into data. */
export class ZooKeeperError extends Error {
	override readonly name = 'ZooKeeperError';
	readonly kind: FailureKind;
	/** The server's error code (`KeeperException.Code`), when it sent one. */
	readonly code: number | undefined;

	constructor(kind: FailureKind, message: string, code?: number) {
		super(message);
		this.kind = kind;
		this.code = code;
	}
}

/** A word that the server knows but does not allow (`4lw.commands.whitelist`): no failure, a shut door. */
export class UnsupportedError extends Error {
	override readonly name = 'UnsupportedError';
}

/** The words that zktop asks. */
export const askedWords = ['srvr', 'mntr', 'cons', 'dump', 'conf', 'wchs'] as const;

/** The line of zoo.cfg that opens them: always all, for it takes the place of the server's own list. */
export const whitelistLine = `4lw.commands.whitelist=${askedWords.join(',')}`;

/** Errors of `org.apache.zookeeper.KeeperException.Code` by name; other codes are generic server errors. */
const refusals = {
	RuntimeInconsistency: [-2, 'server', 'another change of the same transaction was refused'],
	ConnectionLoss: [-4, 'disconnected', 'the connection was lost'],
	MarshallingError: [-5, 'server', 'the server cannot read the request'],
	Unimplemented: [-6, 'server', 'the server does not know this operation'],
	OperationTimeout: [-7, 'silent', 'the operation timed out on the server'],
	BadArguments: [-8, 'server', 'the server refuses the arguments (chroot that does not exist?)'],
	NoNode: [-101, 'no-node', 'no such znode'],
	NoAuth: [-102, 'no-auth', 'not authorised: the ACL does not let us do this; say who you are with --auth'],
	BadVersion: [-103, 'server', 'the version does not match'],
	NoChildrenForEphemerals: [-108, 'server', 'an ephemeral znode has no children'],
	NodeExists: [-110, 'server', 'the znode exists already'],
	NotEmpty: [-111, 'server', 'the znode has children'],
	SessionExpired: [-112, 'session-expired', 'the session expired'],
	InvalidACL: [
		-114,
		'server',
		'the server refuses the ACL: a scheme or id it does not know, or auth without credentials',
	],
	AuthFailed: [-115, 'no-auth', 'the server rejected our credentials'],
	SessionMoved: [-118, 'disconnected', 'the session moved to another server'],
	NotReadOnly: [-119, 'server', 'the server is in read-only mode'],
	NoWatcher: [-121, 'server', 'there is no such watch'],
	SessionClosedRequireSaslAuth: [
		-124,
		'no-auth',
		'the server wants SASL authentication; say who you are with --auth sasl:USER',
	],
	QuotaExceeded: [-125, 'server', 'the quota is used up'],
	ThrottledOp: [-127, 'server', 'the server throttles requests'],
} as const satisfies Readonly<Record<string, readonly [code: number, kind: FailureKind, message: string]>>;

/** The name of a server's error. */
export type Refusal = keyof typeof refusals;

/** The code that travels. */
export const codeOf = (refusal: Refusal): number => refusals[refusal][0];

const known: ReadonlyMap<number, {readonly kind: FailureKind; readonly message: string}> = new Map(
	Object.values(refusals).map(([code, kind, message]) => [code, {kind, message}]),
);

/** What may be asked again as it is. */
const retriable: readonly number[] = (
	['ConnectionLoss', 'OperationTimeout', 'SessionExpired', 'SessionMoved', 'ThrottledOp'] as const
).map(codeOf);

/** The error for a server's code. */
export const errorOf = (code: number, what: string): ZooKeeperError => {
	const {kind = 'server', message = `server error ${code}`} = known.get(code) ?? {};
	return new ZooKeeperError(kind, `${what}: ${message}`, code);
};

/** What a caught error means to a reader; undefined for programming errors, which must not be swallowed. */
export const failureOf = (error: unknown): Failure | undefined =>
	error instanceof ZooKeeperError ? {kind: error.kind, message: error.message} : undefined;

/** Codes that we live by. */
export const nodeExists = codeOf('NodeExists');
export const noNode = codeOf('NoNode');
export const notAuthorised = codeOf('NoAuth');
export const badVersion = codeOf('BadVersion');
export const notEmpty = codeOf('NotEmpty');
/** SessionClosedRequireSaslAuth: the server closes the connection with it. */
export const saslWanted = codeOf('SessionClosedRequireSaslAuth');

/** Whether the server refused with this code. */
export const isRefusal = (error: unknown, code: number): boolean =>
	error instanceof ZooKeeperError && error.code === code;

/** Whether the same may be asked again: it was not answered, or not now. What was to be changed may have been. */
export const isRetriable = (error: unknown): boolean =>
	error instanceof ZooKeeperError &&
	(error.kind === 'disconnected' ||
		error.kind === 'silent' ||
		(error.code !== undefined && retriable.includes(error.code)));
