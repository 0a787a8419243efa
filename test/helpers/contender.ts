// A contender in a process of its own: takes the lock (or leads) again and again, and counts in the register while it does. It writes JSON lines:
// {"event": "held", "fence", "from"}, {"event": "over", "fence", "to"}, {"event": "counted", "fence"} when its write was accepted.
//
// argv: connect string, path, lock | election, session timeout in ms, the register's port
import {once} from 'node:events';
import {connect} from 'node:net';
import {createInterface} from 'node:readline';
import {createElection} from '../../source/recipes/election.ts';
import type {Holding} from '../../source/recipes/holding.ts';
import {createLock} from '../../source/recipes/lock.ts';
import {openSession} from '../../source/recipes/session.ts';
import type {RegisterRequest} from './fenced-register.ts';

const [connectString = '', path = '', kind = 'lock', timeoutMs = '2000', port = '0'] = process.argv.slice(2);
const say = (event: string, fields: Readonly<Record<string, string>>): void => {
	process.stdout.write(`${JSON.stringify({event, ...fields})}\n`);
};
const now = (): string => process.hrtime.bigint().toString();

const socket = connect(Number(port), '127.0.0.1');
await once(socket, 'connect');
const answers = createInterface({input: socket})[Symbol.asyncIterator]();
const ask = async (request: RegisterRequest): Promise<number | null> => {
	socket.write(`${JSON.stringify(request)}\n`);
	return JSON.parse((await answers.next()).value as string) as number | null;
};

const client = await openSession(connectString, {sessionTimeoutMs: Number(timeoutMs), withinMs: 60_000});
const take = async (): Promise<Holding> =>
	kind === 'lock' ? createLock(client, path).acquire() : createElection(client, path).lead();

/** A write without a look at the signal: what the register is for. */
const count = async (fence: string): Promise<void> => {
	const value = await ask({fence});
	if (value !== null && (await ask({fence, write: value + 1})) !== null) {
		say('counted', {fence});
	}
};

for (;;) {
	const holding = await take();
	const {fence} = holding;
	let isOver = false;
	const over = (): void => {
		if (!isOver) {
			isOver = true;
			say('over', {fence, to: now()});
		}
	};
	const {signal} = holding;
	signal.addEventListener('abort', over);
	say('held', {fence, from: now()});
	if (signal.aborted) {
		over();
	} else {
		await count(fence);
	}

	over();
	await holding.release();
}
