// Loopback ports that nobody listens on.
import {readFileSync} from 'node:fs';
import {createServer, type Server} from 'node:net';

// Ports below the range that the kernel gives to outgoing connections: a killed server's port could otherwise be taken by
// some client before the restart, and a client polling a dead port can even connect to itself.
const firstPort = 15_000;
const ephemeralStart = (): number => {
	try {
		return Number(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'latin1').split(/\s/)[0]);
	} catch {
		return 32_768;
	}
};

const listen = async (port: number): Promise<Server | undefined> =>
	new Promise(resolve => {
		const server = createServer();
		server.once('error', () => {
			resolve(undefined);
		});
		server.listen(port, '127.0.0.1', () => {
			resolve(server);
		});
	});

/** Different free ports of 127.0.0.1, all held at once while they are looked for. */
export const freePorts = async (count: number): Promise<number[]> => {
	const width = Math.max(ephemeralStart() - firstPort, 1000);
	const held = new Map<number, Server>();
	while (held.size < count) {
		const port = firstPort + Math.floor(Math.random() * width);
		const server = await listen(port);
		if (server !== undefined) {
			held.set(port, server);
		}
	}

	for (const server of held.values()) {
		await new Promise(resolve => server.close(resolve));
	}

	return [...held.keys()];
};
