// What a row of the table of verbs and flags is.

export type FlagType = 'string' | 'number' | 'boolean' | 'list';

export type Flag = {
	readonly name: string;
	readonly short?: string;
	readonly type: FlagType;
	/** What stands for its value in the help. */
	readonly value?: string;
	readonly does: string;
};

/** Those that coordinate. */
export type RecipeVerb =
	| 'lock'
	| 'elect'
	| 'elections'
	| 'register'
	| 'registries'
	| 'publish'
	| 'subscribe'
	| 'tx apply'
	| 'tx begin'
	| 'tx join'
	| 'tx status'
	| 'transactions';
export type Verb =
	| 'top'
	| 'servers'
	| 'metrics'
	| 'tree'
	| 'znode'
	| 'usage'
	| 'find'
	| 'diff'
	| 'growth'
	| 'locks'
	| 'groups'
	| 'sessions'
	| 'clients'
	| 'namespaces'
	| 'sources'
	| 'findings'
	| 'explain'
	| 'check'
	| 'contexts'
	| 'demo'
	| RecipeVerb;

export type VerbEntry = {
	readonly verb: Verb;
	/** Another name of it. */
	readonly alias?: string;
	/** The words after the verb, as in the help. */
	readonly words: string;
	readonly does: string;
	readonly flags: readonly Flag[];
};
