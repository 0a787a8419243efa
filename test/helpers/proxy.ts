// A TCP proxy in front of a server, for networks that misbehave: what it does to bytes is switched while they flow.
import {connect, createServer, type Socket} from 'node:net';

/** What happens to the bytes of one direction from now on, on connections that stand and on those that come. */
export type Fault =
	/** They pass. */
	| {readonly kind: 'none'}
	/** They pass, so much later. */
	| {readonly kind: 'delay'; readonly ms: number}
	/** Nothing passes until the fault is switched off; then all that was held back does. */
	| {readonly kind: 'stall'}
	/** So many pass on each connection, then that is closed. */
	| {readonly kind: 'cut'; readonly afterBytes: number}
	/** So many pass on each connection, then that is reset. */
	| {readonly kind: 'reset'; readonly afterBytes: number}
	/** They pass changed; called for each chunk as it comes. */
	| {readonly kind: 'corrupt'; readonly change: (chunk: Buffer) => Buffer};

/** `up`: from the client to the server. */
export type Direction = 'up' | 'down';

export type Proxy = {
	readonly clientPort: number;
	/** host:port, as it stands in a connect string. */
	readonly connect: string;
	/** Connections so far. */
	readonly count: number;
	/** Connections that stand. */
	readonly open: number;
	set(direction: Direction, fault: Fault): void;
	/** Takes all faults back. */
	heal(): void;
	stop(): Promise<void>;
};

/** A pipe from one socket to the other. */
type Pipe = {readonly direction: Direction; readonly apply: (fault: Fault) => void};

const sleepUntil = async (due: number): Promise<void> =>
	due <= performance.now()
		? undefined
		: new Promise(resolve => {
				setTimeout(resolve, due - performance.now());
			});

const pipe = (direction: Direction, from: Socket, to: Socket, first: Fault): Pipe => {
	let fault = first;
	let passed = 0;
	let tail = Promise.resolve();
	/** In order, whatever the delays are. */
	const later = (act: () => void): void => {
		const due = performance.now() + (fault.kind === 'delay' ? fault.ms : 0);
		tail = tail.then(async () => {
			await sleepUntil(due);
			act();
		});
	};

	const write = (chunk: Buffer): void => {
		later(() => {
			to.write(chunk);
		});
	};

	const breakAfter = (chunk: Buffer, bytes: number, end: () => void): void => {
		write(chunk.subarray(0, Math.max(0, bytes - passed)));
		passed += chunk.length;
		if (passed >= bytes) {
			later(end);
		}
	};

	from.on('data', (chunk: Buffer) => {
		switch (fault.kind) {
			case 'cut': {
				breakAfter(chunk, fault.afterBytes, () => {
					from.end();
					to.end();
				});
				break;
			}

			case 'reset': {
				breakAfter(chunk, fault.afterBytes, () => {
					from.resetAndDestroy();
					to.resetAndDestroy();
				});
				break;
			}

			default: {
				write(fault.kind === 'corrupt' ? fault.change(chunk) : chunk);
			}
		}
	});
	from.on('end', () => {
		later(() => {
			to.end();
		});
	});
	from.on('close', () => {
		later(() => {
			to.destroySoon();
		});
	});
	from.on('error', () => undefined);

	const apply = (next: Fault): void => {
		fault = next;
		passed = 0;
		if (next.kind === 'stall') {
			from.pause();
		} else {
			from.resume();
		}
	};

	apply(first);
	return {direction, apply};
};

/** Listens on a free port of 127.0.0.1. */
export const startProxy = async (server: {readonly clientPort: number}): Promise<Proxy> => {
	const faults: Record<Direction, Fault> = {up: {kind: 'none'}, down: {kind: 'none'}};
	const sockets = new Set<Socket>();
	const pipes = new Set<Pipe>();
	let count = 0;
	const listener = createServer({allowHalfOpen: true, noDelay: true}, client => {
		count += 1;
		const upstream = connect({
			port: server.clientPort,
			host: '127.0.0.1',
			allowHalfOpen: true,
			noDelay: true,
		});
		const both = [pipe('up', client, upstream, faults.up), pipe('down', upstream, client, faults.down)];
		for (const each of both) {
			pipes.add(each);
		}

		sockets.add(client).add(upstream);
		client.on('close', () => {
			sockets.delete(client);
			sockets.delete(upstream);
			for (const each of both) {
				pipes.delete(each);
			}
		});
	});
	await new Promise<void>(resolve => {
		listener.listen(0, '127.0.0.1', resolve);
	});
	const address = listener.address();
	const clientPort = typeof address === 'object' && address !== null ? address.port : 0;
	const set = (direction: Direction, fault: Fault): void => {
		faults[direction] = fault;
		for (const each of pipes) {
			if (each.direction === direction) {
				each.apply(fault);
			}
		}
	};

	return {
		clientPort,
		connect: `127.0.0.1:${clientPort}`,
		get count() {
			return count;
		},
		get open() {
			return sockets.size / 2;
		},
		set,
		heal() {
			set('up', {kind: 'none'});
			set('down', {kind: 'none'});
		},
		async stop() {
			for (const socket of sockets) {
				socket.destroy();
			}

			await new Promise(resolve => listener.close(resolve));
		},
	};
};
