// Chaos on a real ensemble: contenders, subscribers and two-phase commits, while processes are killed and frozen and connections cut.
import {joinTransaction} from '../../source/recipes/participant.ts';
import {publish, subscribe} from '../../source/recipes/publication.ts';
import {openSession, type WritingClient} from '../../source/recipes/session.ts';
import {beginTransaction, type Vote} from '../../source/recipes/transaction.ts';
import {startContender, type Contender} from './contenders.ts';
import {startCuttingProxy, type CuttingProxy} from './cutting-proxy.ts';
import type {Ensemble} from './ensemble.ts';
import {startRegister, type Detained, type FencedRegister} from './fenced-register.ts';
import {until} from './until.ts';

export type Chaos = {
	readonly contenders: readonly Contender[];
	readonly electors: readonly Contender[];
	/** What the contenders count in, and what the electors do. */
	readonly registers: readonly FencedRegister[];
	/** mzxids as each subscriber got them. */
	readonly editions: ReadonlyArray<readonly bigint[]>;
	/** What the parties of each transaction came to. */
	readonly ends: ReadonlyMap<string, readonly Vote[]>;
	/** What was done to them. */
	readonly deeds: readonly string[];
};

export type ChaosOptions = {
	readonly ensemble: Ensemble;
	readonly contenders: number;
	readonly electors: number;
	readonly forMs: number;
	/** Gives numbers in [0, 1). */
	readonly random: () => number;
	/** Hears of each deed. */
	readonly tell?: (deed: string) => void;
};

const sessionTimeoutMs = 3000;

const patience = {withinMs: 60_000};

type Scene = ChaosOptions & {
	readonly proxies: readonly CuttingProxy[];
	readonly registers: readonly FencedRegister[];
	readonly all: readonly Contender[];
	readonly deeds: string[];
};

type Caught = {readonly register: FencedRegister; readonly detained: Detained; readonly victim: Contender};

const pause = async (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

const pick = <T>(list: readonly T[], random: () => number): T => {
	const item = list[Math.floor(random() * list.length)];
	if (item === undefined) {
		throw new Error('nothing to pick from');
	}

	return item;
};

/** Catches somebody between its read and its write, which it must not make any more once another one holds. */
const caught = async ({all, registers, random}: Scene): Promise<Caught> => {
	const register = pick(registers, random);
	const detained = await register.detain();
	const victim = await until(
		() => all.find(contender => contender.fence() === detained.fence),
		() => `who holds says its fence, ${detained.fence}`,
	);
	return {register, detained, victim};
};

/** One after the other, so that what each does is seen through. */
const nemeses: ReadonlyArray<(scene: Scene) => Promise<string>> = [
	async scene => {
		const {register, detained, victim} = await caught(scene);
		const refused = register.refused();
		await victim.freeze();
		detained.answer();
		await until(
			() => (detained.isPast() ? true : undefined),
			() => `somebody holds after ${victim.name}, which is frozen`,
			patience,
		);
		victim.resume();
		await until(
			() => (register.refused() > refused ? true : undefined),
			() => `the write of ${victim.name}, which wakes up, is refused`,
			patience,
		);
		return `froze ${victim.name} for longer than its session`;
	},
	async scene => {
		const {detained, victim} = await caught(scene);
		await victim.replace();
		detained.answer();
		return `killed ${victim.name}`;
	},
	async ({proxies}) => {
		for (const proxy of proxies) {
			proxy.cut();
		}

		await pause(300);
		return 'cut all connections';
	},
	async ({ensemble}) => {
		const leader = await ensemble.leader();
		await leader.kill();
		await pause(500);
		await leader.restart();
		await ensemble.waitServing();
		return `killed the leader, server ${leader.id}`;
	},
	async ({proxies, random}) => {
		const proxy = pick(proxies, random);
		proxy.sever();
		await pause(sessionTimeoutMs * random() * 1.5);
		proxy.mend();
		return 'severed the ways to one server';
	},
];

/** Follows a value until the client is closed. */
const follow = async (client: WritingClient, path: string, seen: bigint[]): Promise<void> => {
	try {
		for await (const {mzxid} of subscribe(client, path)) {
			seen.push(BigInt(mzxid));
		}
	} catch (error) {
		if (client.state().kind !== 'closed') {
			throw error;
		}
	}
};

const publishing = async (client: WritingClient, path: string, over: AbortSignal): Promise<void> => {
	for (let value = 0; !over.aborted; value += 1) {
		await publish(client, path, Buffer.from(String(value)));
		await pause(50);
	}
};

/** One transaction after the other; b votes against some. */
const committing = async (
	clients: readonly WritingClient[],
	ends: Map<string, Vote[]>,
	over: AbortSignal,
	random: () => number,
): Promise<void> => {
	for (let count = 0; !over.aborted; count += 1) {
		const path = `/chaos/tx/${count}`;
		const done: Vote[] = [];
		ends.set(path, done);
		const [coordinator, ...parties] = clients;
		if (coordinator === undefined) {
			return;
		}

		const record = (vote: Vote) => async (): Promise<void> => Promise.resolve(void done.push(vote));
		const votes = await Promise.all([
			beginTransaction(coordinator, path, {participants: ['a', 'b'], timeoutMs: 8000}),
			...parties.map(async (client, index) =>
				joinTransaction(client, path, {
					as: 'ab'.charAt(index),
					prepare: async () => Promise.resolve(index === 0 || random() < 0.7),
					commit: record('commit'),
					abort: record('abort'),
				}),
			),
		]);
		done.push(...votes);
	}
};

/** Runs it all for a while, then waits until each contender has counted once more: nobody was lost. */
export const runChaos = async (options: ChaosOptions): Promise<Chaos> => {
	const {ensemble, forMs, random} = options;
	const proxies = await Promise.all(ensemble.servers.map(async server => startCuttingProxy(server.connect)));
	const connect = proxies.map(({address}) => address).join(',');
	const registers = [await startRegister(), await startRegister()] as const;
	const start = async (kind: 'lock' | 'election', count: number): Promise<readonly Contender[]> =>
		Promise.all(
			Array.from({length: count}, async (_, index) =>
				startContender({
					name: `${kind} ${index}`,
					connect,
					path: `/chaos/${kind}`,
					kind,
					sessionTimeoutMs,
					registerPort: registers[kind === 'lock' ? 0 : 1].port,
				}),
			),
		);
	const contenders = await start('lock', options.contenders);
	const electors = await start('election', options.electors);
	const all = [...contenders, ...electors];
	const clients = await Promise.all(
		Array.from({length: 3}, async () => openSession(connect, {sessionTimeoutMs})),
	);
	const [first] = clients;
	const editions = clients.map((): bigint[] => []);
	const ends = new Map<string, Vote[]>();
	const over = new AbortController();
	const followers = clients.map(async (client, index) =>
		follow(client, '/chaos/value', editions[index] ?? []),
	);
	const workers = [
		...(first === undefined ? [] : [publishing(first, '/chaos/value', over.signal)]),
		committing(clients, ends, over.signal, random),
	];
	const deeds: string[] = [];
	const scene = {...options, proxies, registers, all, deeds};
	const deadline = performance.now() + forMs;
	for (let turn = 0; performance.now() < deadline; turn += 1) {
		await pause(700);
		const deed = await pick(turn < nemeses.length ? nemeses.slice(turn, turn + 1) : nemeses, random)(scene);
		deeds.push(deed);
		options.tell?.(deed);
	}

	over.abort();
	const before = all.map(contender => contender.counted());
	await until(
		() => (all.every((contender, index) => contender.counted() > (before[index] ?? 0)) ? true : undefined),
		() =>
			`each contender counts again: ${all.map(({name, counted}, index) => `${name} ${counted() - (before[index] ?? 0)}`).join(', ')}`,
		patience,
	);
	await Promise.all(workers);
	await Promise.all(all.map(async contender => contender.stop()));
	await Promise.all(clients.map(async client => client.close()));
	await Promise.all(followers);
	await Promise.all([...proxies, ...registers].map(async part => part.stop()));
	return {contenders, electors, registers, editions, ends, deeds};
};
