// The verbs that coordinate: one session, one verb on it, and what went wrong as a message and an exit code.
import type {RecipeOptions} from '../options.ts';
import type {Recipe} from '../options/recipe/recipe.ts';
import {UsageError} from '../options/usage-error.ts';
import {
	ForeignQueueError,
	HeldError,
	InDoubtError,
	LostError,
	NoTransactionError,
	OtherUseError,
} from '../recipes/errors.ts';
import {openSession} from '../recipes/session.ts';
import {creatorAllAcl, openAcl} from '../zookeeper/acl.ts';
import {EnvelopeError} from '../zookeeper/envelope.ts';
import {ZooKeeperError} from '../zookeeper/errors.ts';
import type {Acl} from '../zookeeper/stat.ts';
import {refusalToRun} from './coordination/runnable.ts';
import {say, type Scene} from './coordination/scene.ts';
import {Interrupted, takeSignals} from './coordination/signals.ts';

/** For the servers to confirm the end of our session: what is left of it would hold up others. */
const closeDeadlineMs = 2000;

const readers: readonly Recipe['verb'][] = [
	'elections',
	'registries',
	'subscribe',
	'tx status',
	'transactions',
];

/** Runs the verb; resolves with the exit code. */
export const coordinate = async (options: RecipeOptions): Promise<number> => {
	const {recipe, context = '', write} = options;
	const reads = readers.includes(recipe.verb);
	if (write === 'never' && !reads) {
		say(`context ${context} lets nothing be written (write = "never"), so there is no zktop ${recipe.verb}`);
		return 77;
	}

	const refusal = 'command' in recipe ? await refusalToRun(recipe.command[0] ?? '') : undefined;
	if (refusal !== undefined) {
		say(refusal.text);
		return refusal.exitCode;
	}

	const signals = takeSignals();
	try {
		const {connect, security, frameLimitBytes, sessionTimeoutMs} = options;
		const acl = reads ? openAcl : aclOf(options);
		const {signal} = signals;
		const client = await openSession(connect, {security, frameLimitBytes, sessionTimeoutMs, signal});
		try {
			return await run({client, recipe, acl, signals});
		} finally {
			await client.close({deadlineMs: closeDeadlineMs});
		}
	} catch (error) {
		return isFollower(recipe) && error instanceof Interrupted ? 0 : exitCodeOf(error);
	} finally {
		signals.release();
	}
};

/** Runs until it is told to end: that is no failure. */
const isFollower = (recipe: Recipe): boolean =>
	recipe.verb === 'subscribe' || ('follow' in recipe && recipe.follow);

const run = async (scene: Scene): Promise<number> => {
	const {recipe} = scene;
	switch (recipe.verb) {
		case 'lock':
			return (await import('./coordination/lock.ts')).lock({...scene, recipe});
		case 'elect':
			return (await import('./coordination/elect.ts')).elect({...scene, recipe});
		case 'elections':
			return (await import('./coordination/elections.ts')).elections({...scene, recipe});
		case 'register':
			return (await import('./coordination/register.ts')).register({...scene, recipe});
		case 'registries':
			return (await import('./coordination/registries.ts')).registries({...scene, recipe});
		case 'publish':
			return (await import('./coordination/publish.ts')).publish({...scene, recipe});
		case 'subscribe':
			return (await import('./coordination/subscribe.ts')).subscribe({...scene, recipe});
		case 'tx apply':
			return (await import('./coordination/tx-apply.ts')).txApply({...scene, recipe});
		case 'tx begin':
			return (await import('./coordination/tx-begin.ts')).txBegin({...scene, recipe});
		case 'tx join':
			return (await import('./coordination/tx-join.ts')).txJoin({...scene, recipe});
		case 'tx status':
		case 'transactions':
			return (await import('./coordination/transactions.ts')).transactions({...scene, recipe});
	}
};

const aclOf = ({acl, security}: RecipeOptions): readonly Acl[] => {
	if (acl !== undefined) {
		return acl;
	}

	if (security.credentials.length > 0) {
		return creatorAllAcl;
	}

	say('our znodes are open to everybody; say who we are (--auth), or who may what (--acl)');
	return openAcl;
};

/** Says what went wrong; rethrows defects. */
const exitCodeOf = (error: unknown): number => {
	const code = codeOf(error);
	if (code === undefined) {
		throw error;
	}

	if (!(error instanceof Interrupted) && error instanceof Error) {
		say(`${error.message}${hintOf(error)}`);
	}

	return code;
};

const codeOf = (error: unknown): number | undefined => {
	if (error instanceof Interrupted) {
		return error.exitCode;
	}

	if (error instanceof HeldError || error instanceof InDoubtError) {
		return 75;
	}

	if (error instanceof LostError) {
		return 70;
	}

	if (error instanceof EnvelopeError) {
		return 77;
	}

	if (isMisuse(error)) {
		return 2;
	}

	return error instanceof ZooKeeperError ? codeOfServer(error) : undefined;
};

const isMisuse = (error: unknown): boolean =>
	error instanceof ForeignQueueError ||
	error instanceof OtherUseError ||
	error instanceof NoTransactionError ||
	error instanceof UsageError;

const codeOfServer = ({kind}: ZooKeeperError): number => {
	switch (kind) {
		case 'no-auth':
			return 77;
		case 'no-node':
		case 'server':
		case 'too-large':
			return 2;
		default:
			return 69;
	}
};

const hintOf = (error: Error): string =>
	error instanceof ForeignQueueError ? '; share it with --layout, or take another PATH' : '';
