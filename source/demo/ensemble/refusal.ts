// Why a request is refused: the codes of KeeperException that a server of the demo sends.

export const codes = {
	RuntimeInconsistency: -2,
	Unimplemented: -6,
	BadArguments: -8,
	NoNode: -101,
	NoAuth: -102,
	BadVersion: -103,
	NoChildrenForEphemerals: -108,
	NodeExists: -110,
	NotEmpty: -111,
	SessionExpired: -112,
	InvalidACL: -114,
	AuthFailed: -115,
	SessionMoved: -118,
	NoWatcher: -121,
} as const;

export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly code: number;

	constructor(reason: keyof typeof codes) {
		super(reason);
		this.code = codes[reason];
	}
}

/** Throws the refusal. */
export const refuse = (reason: keyof typeof codes): never => {
	throw new Refusal(reason);
};

/** The code that stands for what was thrown; programming errors are thrown again. */
export const codeOf = (error: unknown): number => {
	if (error instanceof Refusal) {
		return error.code;
	}

	throw error;
};
