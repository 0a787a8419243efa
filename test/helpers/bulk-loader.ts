// Fills a real server with very many znodes, a thousand in one transaction and some transactions in flight.
import {childOf} from '../../source/zookeeper/paths.ts';
import {startWriter} from './writer.ts';

const perTransaction = 1000;
const inFlight = 8;

/** Creates these znodes; parents have to come before their children by at least that many transactions, or be there. */
export const loadBulk = async (connectString: string, paths: Iterable<string>): Promise<void> => {
	const writer = await startWriter(connectString);
	const batches = inBatches(paths);
	await Promise.all(
		Array.from({length: inFlight}, async () => {
			for (const batch of batches) {
				await writer.createAll(batch);
			}
		}),
	);
	await writer.close();
};

function* inBatches(paths: Iterable<string>): Generator<readonly string[], undefined> {
	let batch: string[] = [];
	for (const path of paths) {
		batch.push(path);
		if (batch.length === perTransaction) {
			yield batch;
			batch = [];
		}
	}

	if (batch.length > 0) {
		yield batch;
	}
}

/** So many children, numbered as sequential ones are. */
export function* manyChildren(parent: string, count: number, stem = 'item-'): Generator<string, undefined> {
	for (let number = 0; number < count; number++) {
		yield childOf(parent, `${stem}${String(number).padStart(10, '0')}`);
	}
}
