// The ensemble that the screen is measured on: three servers, a contended lock, a folder of many znodes.
import {startEnsemble} from '../../test/helpers/ensemble.ts';
import {startKazoo} from '../../test/helpers/kazoo.ts';

export type Scene = {readonly connectString: string; readonly stop: () => Promise<void>};

/** Znodes below `folder`, named `row0000000000` and so on. */
export const folderSize = 250;
/** Stands first below the root. */
export const folder = '/bench';

const contenders = 4;

export const startScene = async (): Promise<Scene> => {
	const ensemble = await startEnsemble({servers: 3});
	const clients = await Promise.all(
		Array.from({length: contenders}, async () => startKazoo(ensemble.connectString)),
	);
	await Promise.all(
		clients.map(async (client, index) =>
			client.do({do: 'acquire', path: '/locks/orders', id: `client-${index}`}),
		),
	);
	await clients[0]?.do({do: 'create', path: folder, makepath: true});
	await clients[0]?.do({do: 'fill', path: folder, count: folderSize, prefix: 'row', data: 'x'.repeat(64)});
	return {
		connectString: ensemble.connectString,
		stop: async () => {
			await Promise.all(clients.map(async client => client.kill()));
			await ensemble.stop();
		},
	};
};
