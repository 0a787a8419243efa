// Long work over several sessions: source/collect/jobs/fleet.ts
import {expect, it} from 'vitest';
import {Fleet, sessionsFor} from '../../source/collect/jobs/fleet.ts';
import type {Client, ClientState} from '../../source/zookeeper/client.ts';
import {stat} from './fake-client.ts';

const server = {name: 'zk1', host: 'zk1', port: 2181};
const connected: ClientState = {kind: 'connected', server, session: '0x1', timeoutMs: 1000, readOnly: false};
const away: ClientState = {kind: 'connecting', failure: undefined, attempts: 1};

/** A session that answers when it is told to, and says who was asked what. */
const sessionOf = (name: string, asked: string[]) => {
	const open: Array<() => void> = [];
	const listeners = new Set<(state: ClientState) => void>();
	let state: ClientState = away;
	const listing: Client['listing'] = async path => {
		asked.push(`${name} ${path}`);
		await new Promise<void>(resolve => open.push(resolve));
		return {names: Object.assign([], {count: 0, bytes: 0}), stat};
	};

	return {
		client: {
			listing,
			data: async () => {
				asked.push(`${name} data`);
				return Promise.resolve({data: undefined, stat});
			},
			state: () => state,
			onState: (listener: (state: ClientState) => void) => {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
		},
		answer: async () => {
			open.shift()?.();
			await new Promise(setImmediate);
		},
		turn(next: ClientState) {
			state = next;
			for (const listener of listeners) {
				listener(next);
			}
		},
	};
};

const fleetOf = (...names: readonly string[]) => {
	const asked: string[] = [];
	const sessions = names.map(name => sessionOf(name, asked));
	const [first, ...others] = sessions.map(({client}) => client);
	if (first === undefined) {
		throw new RangeError('a fleet has a session');
	}

	return {asked, sessions, fleet: new Fleet(first, others)};
};

it('asks the session that waits for the least', async () => {
	const {asked, sessions, fleet} = fleetOf('a', 'b');
	sessions.forEach(session => {
		session.turn(connected);
	});
	const answers = ['/1', '/2', '/3'].map(async path => fleet.listing(path));
	expect(asked).toEqual(['a /1', 'b /2', 'a /3']);
	await sessions[0]?.answer();
	await sessions[0]?.answer();
	answers.push(fleet.listing('/4'));
	expect(asked.at(-1)).toBe('a /4');
	await sessions[0]?.answer();
	await sessions[1]?.answer();
	await expect(Promise.all(answers)).resolves.toHaveLength(4);
});

it('asks those alone that are connected, and the first when none is', () => {
	const {asked, sessions, fleet} = fleetOf('a', 'b');
	void fleet.listing('/1');
	sessions[1]?.turn(connected);
	void fleet.listing('/2');
	void fleet.listing('/3');
	sessions[1]?.turn(away);
	void fleet.data('/4');
	expect(asked).toEqual(['a /1', 'b /2', 'b /3', 'a data']);
});

it('is connected while one of its sessions is', () => {
	const {sessions, fleet} = fleetOf('a', 'b');
	const states: string[] = [];
	const stop = fleet.onState(({kind}) => states.push(kind));
	sessions[0]?.turn(connected);
	sessions[1]?.turn(connected);
	sessions[0]?.turn(away);
	sessions[1]?.turn(away);
	stop();
	sessions[0]?.turn(connected);
	expect(states).toEqual(['connected', 'connected', 'connected', 'connecting']);
	expect(fleet.state().kind).toBe('connected');
});

it.each([
	[10, 1],
	[2000, 1],
	[10_000, 1],
	[10_001, 2],
	[1_000_000, 4],
	[Infinity, 4],
])('gives %d reads a second %d sessions', (readsPerSecond, sessions) => {
	expect(sessionsFor(readsPerSecond)).toBe(sessions);
});
