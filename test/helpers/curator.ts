// Real clients of Curator: compiled once per run from CuratorActor.java with Debian's jars.
import {execFile} from 'node:child_process';
import {delimiter, join} from 'node:path';
import {promisify} from 'node:util';
import {startActor, type Actor, type Control} from './actor.ts';
import {plainEnv} from './child.ts';
import type {BarrierCommand, GroupEvent, Whereabouts} from './kazoo.ts';
import {makeTempFolder} from './temp-folder.ts';
import {findCurator} from './zookeeper-home.ts';

export type CuratorCommand =
	| {readonly do: 'where'}
	| {
			readonly do: 'acquire';
			readonly id: string;
			readonly path: string;
			readonly kind?:
				| 'InterProcessMutex'
				| 'ReadLock'
				| 'WriteLock'
				| 'InterProcessSemaphoreMutex'
				| 'InterProcessSemaphoreV2'
				| 'LeaderLatch'
				| 'LeaderSelector';
			readonly leases?: number;
			/** Of an InterProcessMutex: it is told when somebody asks it to let go. */
			readonly revocable?: boolean;
			readonly wait?: boolean;
	  }
	| {readonly do: 'release'; readonly id: string}
	// Becomes a member of a group, or an instance of a service, under the name `id`, and leaves.
	| {
			readonly do: 'join';
			readonly id: string;
			readonly path: string;
			readonly kind: 'GroupMember' | 'ServiceDiscovery';
			/** Of an instance. */
			readonly service?: string;
			/** It stays when its session ends. */
			readonly isStatic?: boolean;
	  }
	| {readonly do: 'part'; readonly id: string}
	| BarrierCommand
	// Puts an item; takes one of a SimpleDistributedQueue; consumes those of a DistributedQueue one by one, each until it is done.
	| {
			readonly do: 'put';
			readonly kind: 'DistributedQueue' | 'SimpleDistributedQueue';
			readonly path: string;
			readonly data: string;
			readonly lockPath?: string;
	  }
	| {readonly do: 'take'; readonly path: string}
	| {readonly do: 'consume'; readonly path: string; readonly lockPath: string}
	| {readonly do: 'done'; readonly path: string}
	// Adds to a counter; the reply is its `value`, as text.
	| {
			readonly do: 'count';
			readonly kind: 'SharedCount' | 'DistributedAtomicLong';
			readonly path: string;
			readonly by: number;
	  }
	// Asks whoever holds a lock by this znode to let go.
	| {readonly do: 'revoke'; readonly path: string}
	// As kazoo's, with threads of this client; the reply is a Cycles of kazoo.ts.
	| {readonly do: 'cycle'; readonly path: string; readonly contenders: number; readonly count: number};

/** As kazoo's: `queued` when a contender's znode exists, `acquired` when it holds, `released` when it has left. */
export type CuratorEvent = Readonly<{
	event: 'queued' | 'acquired' | 'released' | 'state' | GroupEvent | 'working' | 'revoked' | 'failed';
	id?: string;
	node?: string;
	state?: 'CONNECTED' | 'SUSPENDED' | 'RECONNECTED' | 'LOST' | 'READ_ONLY';
}>;

export type Curator = Whereabouts &
	Control & {
		readonly do: (command: CuratorCommand) => Promise<Readonly<Record<string, unknown>>>;
		readonly event: Actor<CuratorEvent>['event'];
	};

type Compiled = {readonly java: string; readonly classpath: string};

const compile = async (): Promise<Compiled> => {
	const found = findCurator();
	if (found === undefined) {
		throw new Error(
			'no Curator here: apt-get install default-jdk-headless libcurator-recipes-java libcurator-discovery-java',
		);
	}

	const {javac, java, classpath} = found;
	const classes = makeTempFolder('curator').path;
	const sources = ['CuratorActor.java', 'CuratorGroups.java'].map(name => join(import.meta.dirname, name));
	await promisify(execFile)(javac, ['-cp', classpath, '-d', classes, ...sources]);
	return {java, classpath: [classes, classpath].join(delimiter)};
};

let compiled: Promise<Compiled> | undefined;

/** Starts a client and connects it; Curator picks one of several servers at random. */
export const startCurator = async (
	connectString: string,
	options: {readonly timeoutMs?: number} = {},
): Promise<Curator> => {
	compiled ??= compile();
	const {java, classpath} = await compiled;
	const flags = ['-Xmx64m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData'];
	const {control, ask, event} = await startActor<CuratorEvent>({
		command: java,
		args: [...flags, '-cp', classpath, 'CuratorActor'],
		env: plainEnv(),
	});
	const whereabouts = (await ask({
		do: 'connect',
		hosts: connectString,
		timeoutMs: 10_000,
		...options,
	})) as Whereabouts;

	return {
		...whereabouts,
		...control,
		do: ask,
		event,
	};
};
