// Values that are published, and programs that follow them.
import {publish, subscribe} from '../../recipes/publication.ts';
import {withClient, type Act} from '../stage.ts';

const paths = ['/config/checkout', '/config/limits', '/config/features'] as const;

const publisher: Act = withClient('10.0.0.41', async (client, stage) => {
	for (const path of paths) {
		await publish(client, path, valueOf(stage.random()), {signal: stage.signal});
	}

	for (;;) {
		await stage.pause(3000, 9000);
		await publish(client, stage.pick(paths), valueOf(stage.random()), {signal: stage.signal});
	}
});

const valueOf = (chance: number): Buffer =>
	Buffer.from(
		JSON.stringify({
			timeoutMs: 100 * Math.ceil(chance * 50),
			retries: Math.floor(chance * 5),
			canary: chance < 0.2,
		}),
	);

const followerOf = (path: string, host: string): Act =>
	withClient(host, async (client, {signal}) => {
		for await (const {version} of subscribe(client, path, {signal})) {
			await client.exists(path); // a program would take the value
			if (version > 1000) {
				return;
			}
		}
	});

export const configs: readonly Act[] = [
	publisher,
	followerOf('/config/checkout', '10.0.0.11'),
	followerOf('/config/limits', '10.0.0.14'),
	followerOf('/config/features', '10.0.0.16'),
];
