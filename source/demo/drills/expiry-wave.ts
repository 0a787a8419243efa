// A machine whose network goes: the sessions of all programs on it expire at once.
import {register} from '../../recipes/membership.ts';
import {keepPlaying, type Act, type Stage} from '../stage.ts';
import type {Drill} from './drill.ts';

const machine = '10.0.0.90';
const programs = 12;
const sessionTimeoutMs = 4000;
const service = '/services/pricing';

/** All of them register, and their machine is cut off for longer than their sessions last; then they come back. */
const lifeOfMachine: Act = async stage => {
	const clients = await Promise.all(
		Array.from({length: programs}, async (_, index) => joinedAs(index, stage)),
	);
	await stage.pause(6000);
	for (const client of clients) {
		const session = stage.sessionOf(client);
		if (session !== undefined) {
			session.cut = true;
		}
	}

	await stage.pause(3 * sessionTimeoutMs);
	await Promise.all(clients.map(async client => client.close()));
	await stage.pause(60_000);
};

const joinedAs = async (index: number, stage: Stage) => {
	const client = await stage.connect(machine, {sessionTimeoutMs});
	await register(client, service, `pricing-${index + 1}`, {signal: stage.signal});
	return client;
};

export const expiryWave: Drill = {
	name: 'expiry-wave',
	story:
		'Half of the instances of a service have vanished from /services within a second, and everybody who watched them was woken. The pods run, says their scheduler.',
	question: 'Did they leave by themselves, and what did those have in common that are gone?',
	hints: [
		'Who leaves closes its session; who is cut off lets it expire. ZooKeeper counts the latter.',
		'The sessions that expired had addresses. How many different ones?',
	],
	solution: `${programs} sessions of one machine, ${machine}, expired together (finding sessions-expired; x names what went with them): they did not leave, their machine was cut off for longer than their timeout of ${sessionTimeoutMs / 1000} s. ZooKeeper did what it is for; look at the network of ${machine}.`,
	unfold: async stage => {
		await keepPlaying(stage, lifeOfMachine);
	},
};
