// A real ensemble of three servers that somebody writes to all the time.
import {startEnsemble, type Ensemble} from './ensemble.ts';
import {startWriter} from './writer.ts';

export type WrittenEnsemble = {readonly ensemble: Ensemble; readonly stop: () => Promise<void>};

/** Writes 100 bytes to `/app`, one write after the other, until it is stopped. */
export const startWrittenEnsemble = async (): Promise<WrittenEnsemble> => {
	const ensemble = await startEnsemble({servers: 3});
	const writer = await startWriter(ensemble.connectString);
	await writer.create('/app');
	let isOver = false;
	const write = async (): Promise<void> => {
		while (!isOver) {
			await writer.set('/app', Buffer.alloc(100));
		}
	};

	const writing = write();
	return {
		ensemble,
		stop: async () => {
			isOver = true;
			await writing;
			await writer.close();
			await ensemble.stop();
		},
	};
};
