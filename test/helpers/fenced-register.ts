// What a lock protects: a counter that refuses a fence lower than the highest it has seen. JSON lines over TCP, one server for all contenders.
import {createServer, type Socket} from 'node:net';
import {createInterface} from 'node:readline';

/** `read` and `write` come with the fence of who asks; the answer is the value, or null for a fence that is too low. */
export type RegisterRequest = {readonly fence: string; readonly write?: number};

/** Who waits for its answer to a read. */
export type Detained = {
	readonly fence: bigint;
	/** Gives it. */
	answer(): void;
	/** Whether one with a higher fence was here since. */
	readonly isPast: () => boolean;
};

export type FencedRegister = {
	readonly port: number;
	readonly value: () => number;
	/** Writes that were accepted, by whom is of no interest here. */
	readonly accepted: () => number;
	readonly refused: () => number;
	/** Catches the next one that reads, who certainly holds, before it has its answer. */
	detain(): Promise<Detained>;
	stop(): Promise<void>;
};

export const startRegister = async (): Promise<FencedRegister> => {
	const sockets = new Set<Socket>();
	const counts = {value: 0, accepted: 0, refused: 0};
	let highest = 0n;
	let detaining: ((detained: Detained) => void) | undefined;
	const answer = ({fence, write}: RegisterRequest): number | null => {
		if (BigInt(fence) < highest) {
			counts.refused += 1;
			return null;
		}

		highest = BigInt(fence);
		if (write !== undefined) {
			counts.accepted += 1;
			counts.value = write;
		}

		return counts.value;
	};

	const server = createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		socket.on('close', () => sockets.delete(socket));
		const lines = createInterface({input: socket});
		lines.on('error', () => undefined); // a contender was killed
		lines.on('line', line => {
			const request = JSON.parse(line) as RegisterRequest;
			const answered = `${JSON.stringify(answer(request))}\n`;
			if (detaining === undefined || request.write !== undefined) {
				socket.write(answered);
				return;
			}

			const fence = BigInt(request.fence);
			detaining({fence, answer: () => socket.write(answered), isPast: () => highest > fence});
			detaining = undefined;
		});
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const bound = server.address();
	return {
		port: typeof bound === 'object' && bound !== null ? bound.port : 0,
		value: () => counts.value,
		accepted: () => counts.accepted,
		refused: () => counts.refused,
		detain: async () =>
			new Promise(resolve => {
				detaining = resolve;
			}),
		async stop() {
			for (const socket of sockets) {
				socket.destroy();
			}

			await new Promise(resolve => server.close(resolve));
		},
	};
};
