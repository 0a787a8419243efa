// Real clients of another library: python3-kazoo holds locks, makes znodes, sets watches and makes load for the tests.
import {join} from 'node:path';
import {startActor, type Actor, type Control} from './actor.ts';
import {plainEnv} from './child.ts';
import {findKazoo} from './zookeeper-home.ts';

type At = {readonly path: string};
type WithData = {readonly data?: string | Uint8Array};
type Acl = {readonly scheme: string; readonly id: string; readonly perms: number};
type Create = At &
	WithData & {readonly ephemeral?: boolean; readonly sequence?: boolean; readonly makepath?: boolean};
type Fill = At & WithData & {readonly count: number; readonly prefix?: string; readonly ephemeral?: boolean};

/** Contends under the name `id` (it becomes the node's data). Replies at once, or when it holds with `wait`. */
type Acquire = At & {
	readonly id: string;
	readonly kind?: 'Lock' | 'ReadLock' | 'WriteLock' | 'Semaphore' | 'Election';
	readonly leases?: number;
	readonly wait?: boolean;
};

type QueueKind = 'Queue' | 'LockingQueue';

/** Sets a barrier, waits at it (the event `passed` tells when that is over), opens it; enters a double barrier for `count` clients, and leaves it. */
export type BarrierCommand =
	| {
			readonly do: 'barrier';
			readonly act: 'set' | 'wait' | 'open';
			readonly path: string;
			readonly id?: string;
	  }
	| {readonly do: 'enter'; readonly id: string; readonly path: string; readonly count: number}
	| {readonly do: 'leave'; readonly id: string};

/** `entered` and `left` of a double barrier, `passed` of a barrier. */
export type GroupEvent = 'entered' | 'left' | 'passed';

export type KazooCommand =
	| {readonly do: 'where'}
	| {readonly do: 'auth'; readonly scheme: string; readonly credential: string}
	| ({readonly do: 'acquire'} & Acquire)
	// Gives a lock back, or leaves its queue; replies when the znode is gone.
	| {readonly do: 'release'; readonly id: string}
	// Becomes a member of a party under the name `id`, and leaves it.
	| ({readonly do: 'join'; readonly id: string; readonly kind?: 'Party' | 'ShallowParty'} & At)
	| {readonly do: 'part'; readonly id: string}
	| BarrierCommand
	// Puts an item; takes one, which a LockingQueue keeps until it is done.
	| ({readonly do: 'put'; readonly kind: QueueKind; readonly priority?: number} & At & WithData)
	| ({readonly do: 'take'; readonly kind: QueueKind} & At)
	| ({readonly do: 'done'} & At)
	// Adds to a counter.
	| ({readonly do: 'count'; readonly by: number} & At)
	| ({readonly do: 'create'; readonly acl?: readonly Acl[]} & Create)
	| ({readonly do: 'set'} & At & WithData)
	| ({readonly do: 'delete'; readonly recursive?: boolean} & At)
	| ({readonly do: 'get'} & At)
	| ({readonly do: 'children'} & At)
	// Many children of one parent by multi, named prefix0000000000 …
	| ({readonly do: 'fill'} & Fill)
	// Many pipelined requests for one znode.
	| ({readonly do: 'reads'; readonly count: number} & At)
	| ({readonly do: 'writes'; readonly count: number} & At & WithData)
	// Takes servers out of the configuration, e.g. `3`; wants reconfigEnabled and the right to do so.
	| {readonly do: 'reconfig'; readonly leaving: string}
	// Contenders, threads of this client, that take the lock and give it back, `count` times each.
	| ({readonly do: 'cycle'; readonly contenders: number; readonly count: number} & At)
	| ({readonly do: 'watch'; readonly kind?: 'child' | 'data' | 'exists'} & At);

/** Session id in canonical hex, own address and the server's, as ip:port. */
export type Whereabouts = {readonly session: string; readonly address: string; readonly server: string};

/** As kazoo names its fields; numbers above 2^53 as hex. */
type Stat = Readonly<Record<string, number | string>>;
type Timed = {readonly count: number; readonly ms: number};

/** How long each hand-over took, ms: from before the release to behind the next acquisition. */
export type Cycles = Timed & {readonly handovers: readonly number[]};

type Replies = {
	cycle: Cycles;
	where: Whereabouts;
	take: {readonly data: string};
	count: {readonly value: string};
	create: {readonly path: string};
	set: {readonly stat: Stat};
	get: {readonly data_b64: string; readonly stat: Stat};
	children: {readonly children: readonly string[]};
	fill: Timed;
	reads: Timed;
	writes: Timed;
};
type ReplyTo<Word> = Word extends keyof Replies ? Replies[Word] : Readonly<Record<string, never>>;

/** `queued` when a contender's znode exists, `acquired` when it holds, `released` when it has left. */
export type KazooEvent = Readonly<{
	event: 'queued' | 'acquired' | 'released' | 'state' | 'watch' | GroupEvent;
	id?: string;
	/** The contender's znode. */
	node?: string;
	state?: 'CONNECTED' | 'SUSPENDED' | 'LOST';
	path?: string;
	type?: 'CREATED' | 'DELETED' | 'CHANGED' | 'CHILD' | 'NONE';
	/** The exception that ended a contender. */
	failure?: string | null;
}>;

export type Kazoo = Whereabouts &
	Control & {
		readonly do: <Command extends KazooCommand>(command: Command) => Promise<ReplyTo<Command['do']>>;
		readonly event: Actor<KazooEvent>['event'];
	};

export type KazooOptions = {
	/** Session timeout asked for, 10 s if left out. */
	readonly timeoutS?: number;
	/** Pairs of scheme and credential. */
	readonly auth?: ReadonlyArray<readonly [string, string]>;
};

const encoded = ({data, ...command}: KazooCommand & WithData): Record<string, unknown> =>
	data === undefined ? command : {...command, data_b64: Buffer.from(data).toString('base64')};

/** Starts a client and connects it, to the first server of the connect string that takes it. */
export const startKazoo = async (connectString: string, options: KazooOptions = {}): Promise<Kazoo> => {
	const python = findKazoo();
	if (python === undefined) {
		throw new Error('no kazoo here: apt-get install python3-kazoo');
	}

	const {control, ask, event} = await startActor<KazooEvent>({
		command: python,
		args: ['-u', join(import.meta.dirname, 'kazoo_actor.py')],
		env: plainEnv(),
	});
	const {timeoutS: timeout = 10, auth = []} = options;
	const whereabouts = (await ask({do: 'connect', hosts: connectString, timeout, auth})) as Whereabouts;

	return {
		...whereabouts,
		...control,
		event,
		do: async command => (await ask(encoded(command))) as ReplyTo<(typeof command)['do']>,
	};
};
