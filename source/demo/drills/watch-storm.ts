// A publisher that writes without end what many watch: every change wakes all of them.
import {makePath} from '../../recipes/parents.ts';
import {openAcl} from '../../zookeeper/acl.ts';
import {keepPlaying, withClient, type Act} from '../stage.ts';
import type {Drill} from './drill.ts';

const folder = '/routes';
const paths = Array.from({length: 10}, (_, index) => `${folder}/shard-${index}`);
const publisher = '10.0.0.91';
const gateways = Array.from({length: 16}, (_, index) => `10.0.1.${index + 1}`);
const everyMs = 80;

/** Writes all of them, changed or not, again and again. */
const republish: Act = withClient(publisher, async (client, {signal, pause}) => {
	for (const path of paths) {
		await makePath(client, path, openAcl, false);
	}

	const data = Buffer.from('{"to": "10.0.0.12:8080"}');
	while (!signal.aborted) {
		await client.multi(paths.map(path => ({kind: 'set', path, data, version: -1})));
		await pause(everyMs);
	}
});

/** Watches all of them, on the one server that its old connect string names. */
const gateway =
	(host: string): Act =>
	async stage => {
		const {signal} = stage;
		const client = await stage.connect(host, {server: stage.ensemble.servers[0]});
		const follow = (path: string): void => {
			const watch = (): void => {
				if (!signal.aborted) {
					follow(path);
				}
			};
			client.exists(path, {watch}).catch(() => undefined); // the client's end ends it
		};
		try {
			paths.forEach(follow);
			await stage.pause(3_600_000);
		} finally {
			await client.close();
		}
	};

export const watchStorm: Drill = {
	name: 'watch-storm',
	story:
		'One server sends twenty times as many packets as the others; its clients ask little, and nothing is slow yet.',
	question: 'What does it send that nobody asked for, and who is the cause?',
	hints: [
		'Packets that nobody asked for are notifications: of watches that fire.',
		'Each change wakes all who watch. What is written that often, and does it change at all?',
	],
	solution: `${publisher} writes the ten znodes of ${folder} a dozen times a second, and ${gateways.length} gateways watch each of them, all on one server (finding watch-storm; the hot line, or zktop namespaces, names ${folder}; 3, the row of ${publisher}). A publisher that writes only what has changed would wake nobody.`,
	unfold: async stage => {
		await stage.pause(2500);
		await Promise.all([republish, ...gateways.map(gateway)].map(async act => keepPlaying(stage, act)));
	},
};
