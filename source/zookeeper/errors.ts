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

type Code = {
	readonly name: string;
	readonly kind: FailureKind;
	readonly retriable: boolean;
	readonly message: string;
};

/** Error codes of `org.apache.zookeeper.KeeperException.Code`; unknown codes are generic server errors. */
export const codes: ReadonlyMap<number, Code> = new Map([
	[-4, {name: 'ConnectionLoss', kind: 'disconnected', retriable: true, message: 'the connection was lost'}],
	[
		-6,
		{
			name: 'Unimplemented',
			kind: 'server',
			retriable: false,
			message: 'the server does not know this operation',
		},
	],
	[
		-7,
		{
			name: 'OperationTimeout',
			kind: 'silent',
			retriable: true,
			message: 'the operation timed out on the server',
		},
	],
	[
		-8,
		{
			name: 'BadArguments',
			kind: 'server',
			retriable: false,
			message: 'the server refuses the arguments (chroot that does not exist?)',
		},
	],
	[-101, {name: 'NoNode', kind: 'no-node', retriable: false, message: 'no such znode'}],
	[
		-102,
		{
			name: 'NoAuth',
			kind: 'no-auth',
			retriable: false,
			message: 'not authorised: the ACL does not let us do this; say who you are with --auth',
		},
	],
	[-103, {name: 'BadVersion', kind: 'server', retriable: false, message: 'the version does not match'}],
	[
		-108,
		{
			name: 'NoChildrenForEphemerals',
			kind: 'server',
			retriable: false,
			message: 'an ephemeral znode has no children',
		},
	],
	[-110, {name: 'NodeExists', kind: 'server', retriable: false, message: 'the znode exists already'}],
	[-111, {name: 'NotEmpty', kind: 'server', retriable: false, message: 'the znode has children'}],
	[-112, {name: 'SessionExpired', kind: 'session-expired', retriable: true, message: 'the session expired'}],
	[
		-114,
		{
			name: 'InvalidACL',
			kind: 'server',
			retriable: false,
			message: 'the server refuses the ACL: a scheme or id it does not know, or auth without credentials',
		},
	],
	[
		-115,
		{name: 'AuthFailed', kind: 'no-auth', retriable: false, message: 'the server rejected our credentials'},
	],
	[
		-118,
		{
			name: 'SessionMoved',
			kind: 'disconnected',
			retriable: true,
			message: 'the session moved to another server',
		},
	],
	[-119, {name: 'NotReadOnly', kind: 'server', retriable: false, message: 'the server is in read-only mode'}],
	[
		-124,
		{
			name: 'SessionClosedRequireSaslAuth',
			kind: 'no-auth',
			retriable: false,
			message: 'the server wants SASL authentication; say who you are with --auth sasl:USER',
		},
	],
	[-125, {name: 'QuotaExceeded', kind: 'server', retriable: false, message: 'the quota is used up'}],
	[-127, {name: 'ThrottledOp', kind: 'server', retriable: true, message: 'the server throttles requests'}],
]);

/** The error for a server's code. */
export const errorOf = (code: number, what: string): ZooKeeperError => {
	const known = codes.get(code);
	return new ZooKeeperError(
		known?.kind ?? 'server',
		`${what}: ${known?.message ?? `server error ${code}`}`,
		code,
	);
};

/** What a caught error means to a reader; undefined for programming errors, which must not be swallowed. */
export const failureOf = (error: unknown): Failure | undefined =>
	error instanceof ZooKeeperError ? {kind: error.kind, message: error.message} : undefined;

/** Codes that we live by. */
export const nodeExists = -110;
export const noNode = -101;
export const notAuthorised = -102;
export const badVersion = -103;
export const notEmpty = -111;
/** SessionClosedRequireSaslAuth: the server closes the connection with it. */
export const saslWanted = -124;

/** Whether the server refused with this code. */
export const isRefusal = (error: unknown, code: number): boolean =>
	error instanceof ZooKeeperError && error.code === code;

/** Whether the same may be asked again: it was not answered, or not now. What was to be changed may have been. */
export const isRetriable = (error: unknown): boolean =>
	error instanceof ZooKeeperError &&
	(error.kind === 'disconnected' ||
		error.kind === 'silent' ||
		(error.code !== undefined && codes.get(error.code)?.retriable === true));
