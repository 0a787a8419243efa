// What only the connection itself shows, below the client: the numbers of requests, and where their replies are heard.
import {expect, it} from 'vitest';
import {Connection, STATES} from '../../source/zookeeper/connection.ts';
import type {Host} from '../../source/zookeeper/hosts.ts';
import {HostRing} from '../../source/zookeeper/wire/host-ring.ts';
import {listChildren} from '../../source/zookeeper/records/listing.ts';
import {Ledger} from '../../source/zookeeper/wire/traffic.ts';
import {atEnd, fake} from '../helpers/fake-clients.ts';
import {int, listing, long} from '../helpers/fake-zookeeper.ts';

/** A connection that is told, not asked through a client; and when it is connected. */
const connectionTo = async (host: Host, xid = 1): Promise<Connection> => {
	const connected = Promise.withResolvers<undefined>();
	const connection = new Connection({
		ring: new HostRing([host], {connectDeadlineMs: 1000, longestDeadlineMs: 1000}),
		ledger: new Ledger(),
		sessionTimeoutMs: 6000,
		frameLimitBytes: 1024,
		canBeReadOnly: true,
		onState(state) {
			if (state === STATES.CONNECTED) {
				connected.resolve(undefined);
			}
		},
	});
	atEnd(async () => connection.end(0));
	connection.xid = xid;
	connection.connect();
	await connected.promise;
	return connection;
};

it('starts its numbers anew where 32 bits end', async () => {
	const server = await fake({
		asked(peer, {xid}) {
			peer.reply(xid, listing([]));
		},
	});
	const connection = await connectionTo(server.host, 0x7f_ff_ff_ff);
	const answers = ['/a', '/b'].map(
		async path =>
			new Promise(resolve => {
				connection.queue(listChildren.request(path, false), resolve);
			}),
	);
	expect(await Promise.all(answers)).toEqual([null, null]);
	expect(server.packets.map(packet => packet.readInt32BE(0))).toEqual([0x7f_ff_ff_ff, 1]);
});

it('does not recurse: the last of many replies in one piece is heard as deep in the stack as the first', async () => {
	const count = 500;
	const replies: Buffer[] = [];
	const server = await fake({
		asked({socket}, {xid}) {
			replies.push(int(16), int(xid), long(1n), int(-101));
			if (replies.length === 4 * count) {
				socket.write(Buffer.concat(replies));
			}
		},
	});
	const connection = await connectionTo(server.host);
	const limit = Error.stackTraceLimit;
	Error.stackTraceLimit = Infinity;
	const depths = await Promise.all(
		Array.from(
			{length: count},
			async () =>
				new Promise<number>(resolve => {
					connection.queue(listChildren.request('/a', false), () => {
						resolve((new Error('where?').stack ?? '').split('\n').length);
					});
				}),
		),
	);
	Error.stackTraceLimit = limit;
	expect(new Set(depths).size).toBe(1);
});
