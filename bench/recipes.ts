// Locks of zktop, kazoo and Curator beside each other, on one ensemble and in one run: `npm run bench:recipes`. A line of JSON for each figure:
// cycles (acquire and release) a second, hand-overs in ms, requests a cycle; each library with one session, its contenders in one process.
import {createLock} from '../source/recipes/lock.ts';
import {openSession} from '../source/recipes/session.ts';
import {startCurator} from '../test/helpers/curator.ts';
import {startEnsemble} from '../test/helpers/ensemble.ts';
import {ask} from '../test/helpers/four-letter.ts';
import {startKazoo, type Cycles} from '../test/helpers/kazoo.ts';
import {median, quantile, report} from './figures.ts';

type Library = {
	readonly name: string;
	readonly cycle: (path: string, contenders: number, count: number) => Promise<Cycles>;
	readonly stop: () => Promise<void>;
};

const ensemble = await startEnsemble({servers: 3});
const {connectString, servers} = ensemble;

const zktop = async (): Promise<Library> => {
	const client = await openSession(connectString);
	return {
		name: 'zktop',
		async cycle(path, contenders, count) {
			const lock = createLock(client, path);
			const marks: number[] = [];
			const start = performance.now();
			const contend = async (): Promise<void> => {
				for (let cycle = 0; cycle < count; cycle += 1) {
					const holding = await lock.acquire();
					marks.push(performance.now(), performance.now());
					await holding.release();
				}
			};

			await Promise.all(Array.from({length: contenders}, contend));
			const handovers = marks.flatMap((taken, index) =>
				index > 0 && index % 2 === 0 ? [taken - (marks[index - 1] ?? 0)] : [],
			);
			return {count: marks.length / 2, ms: performance.now() - start, handovers};
		},
		stop: async () => client.close(),
	};
};

const kazoo = async (): Promise<Library> => {
	const client = await startKazoo(connectString);
	return {
		name: 'kazoo',
		cycle: async (path, contenders, count) => client.do({do: 'cycle', path, contenders, count}),
		stop: client.stop,
	};
};

const curator = async (): Promise<Library> => {
	const client = await startCurator(connectString);
	return {
		name: 'curator',
		cycle: async (path, contenders, count) =>
			(await client.do({do: 'cycle', path, contenders, count})) as Cycles,
		stop: client.stop,
	};
};

/** Packets that all servers have received; the question itself is one for each. */
const received = async (): Promise<number> => {
	const answers = await Promise.all(servers.map(async ({clientPort}) => ask(clientPort, 'srvr')));
	return answers.reduce(
		(sum, text) => sum + Number(/^Received: (?<count>\d+)$/m.exec(text)?.groups?.['count'] ?? 0),
		0,
	);
};

const libraries = [await zktop(), await kazoo(), await curator()];
for (const contenders of [1, 10]) {
	const counts = contenders === 1 ? 400 : 60;
	const rates = new Map(libraries.map(({name}) => [name, [] as number[]]));
	for (let round = 0; round < 5; round += 1) {
		for (const {name, cycle} of libraries) {
			const before = await received();
			const {count, ms, handovers} = await cycle(`/bench/${name}/${contenders}`, contenders, counts);
			const requests = ((await received()) - before - servers.length) / count;
			if (round > 0) {
				rates.get(name)?.push((count / ms) * 1000); // the first round warms up
			}

			if (round === 4) {
				report('recipes', {
					...{library: name, contenders, cyclesPerSecond: median(rates.get(name) ?? [])},
					requestsPerCycle: requests,
					...{
						handOverP50Ms: quantile(handovers, 0.5),
						handOverP99Ms: quantile(handovers, 0.99),
					},
				});
			}
		}
	}

	const rateOf = (name: string): number => median(rates.get(name) ?? []);
	const best = Math.max(rateOf('kazoo'), rateOf('curator'));
	report('recipes', {contenders, timesTheBetterOne: rateOf('zktop') / best, goal: 1});
}

await Promise.all(libraries.map(async ({stop}) => stop()));
await ensemble.stop();
