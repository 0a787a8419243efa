// Damaged packets over real sockets, through connection and package: wire/hostile.test.ts tries many more, without them.
import {expect, it} from 'vitest';
import type {Client} from '../../source/zookeeper/client.ts';
import {ZooKeeperError} from '../../source/zookeeper/errors.ts';
import {connect, nextState} from '../helpers/client-states.ts';
import {clientOf, fake} from '../helpers/fake-clients.ts';
import {buffer, int, listing, long, stat} from '../helpers/fake-zookeeper.ts';
import {createRolls, mutateBytes, watched} from '../helpers/fuzzing.ts';
import {framed, greetings} from '../helpers/recorded-frames.ts';

const rounds = 500;

/** One of the four questions after the other. */
const ask = async (client: Client, round: number): Promise<unknown> => {
	const leaving = {watch: () => undefined};
	switch (round % 4) {
		case 0:
			return client.children('/a', leaving);
		case 1:
			return client.data('/a', leaving);
		case 2:
			return client.exists('/a', leaving);
		default:
			return client.acl('/a');
	}
};

it('a damaged reply fails what was asked, and nothing else', async () => {
	const random = createRolls(1);
	const bodies: ReadonlyMap<number, Buffer> = new Map([
		[3, stat],
		[4, Buffer.concat([buffer('hello'), stat])],
		[6, Buffer.concat([int(1), int(31), buffer('world'), buffer('anyone'), stat])],
		[12, listing(['a', 'bc', 'def'])],
	]);
	let sent: Buffer = Buffer.alloc(0);
	let isDamaged = true;
	const server = await fake({
		asked({socket}, {xid, type}) {
			const event = framed(Buffer.concat([int(-1), long(-1n), int(0), int(4), int(3), buffer('/a')]));
			const reply = framed(Buffer.concat([int(xid), long(1n), int(0), bodies.get(type) ?? Buffer.alloc(0)]));
			sent = isDamaged ? mutateBytes(Buffer.concat([event, reply]), random) : reply;
			if (isDamaged) {
				socket.end(sent);
			} else {
				socket.write(sent);
			}
		},
	});
	const client = clientOf([server], {callDeadlineMs: 20_000});
	let back = connect(client);
	const outcomes = new Set<string>();
	for (let round = 0; round < rounds; round++) {
		await back;
		back = nextState(client, 'connected');
		const outcome: unknown = await ask(client, round).then(
			() => 'answered',
			(error: unknown) => error,
		);
		watched('replies', sent, () => {
			if (outcome !== 'answered' && !(outcome instanceof ZooKeeperError)) {
				throw new Error('no ZooKeeperError', {cause: outcome});
			}
		});
		outcomes.add(outcome instanceof ZooKeeperError ? outcome.kind : 'answered');
	}

	await back;
	isDamaged = false;
	expect((await client.children('/a')).names).toEqual(['a', 'bc', 'def']);
	expect(outcomes).toContain('answered');
	expect(outcomes).toContain('disconnected');
}, 30_000);

it('a damaged greeting leads to a session, or to a reason why there is none', async () => {
	const random = createRolls(2);
	const kinds = new Set<string>();
	for (let round = 0; round < rounds; round++) {
		const greeting = mutateBytes(greetings[round % greetings.length] ?? Buffer.alloc(0), random);
		const server = await fake({
			introduced({socket}) {
				socket.end(greeting);
			},
		});
		const client = clientOf([server]);
		const first = new Promise<string>(resolve => {
			client.onState(state => {
				resolve(state.kind === 'connecting' ? (state.failure?.kind ?? 'none') : state.kind);
			});
		});
		client.start();
		kinds.add(await first);
		await client.close();
		await server.stop();
	}

	expect(kinds).not.toContain('none');
	for (const kind of ['connected', 'garbled', 'disconnected', 'session-expired']) {
		expect(kinds).toContain(kind);
	}
}, 30_000);
