// What a client says, and what it is answered: replies in the order of the requests. (NIOServerCnxn.java, FinalRequestProcessor.java)
import {codeOf} from '../../zookeeper/errors.ts';
import {Reader} from '../../zookeeper/records/reader.ts';
import {Writer} from '../../zookeeper/records/writer.ts';
import {ops} from '../../zookeeper/wire/op-codes.ts';
import type {Connection, Slot} from './connection.ts';
import type {Quorum} from './quorum.ts';
import {answerOf, nothing, shortNameOf, type Answer} from './requests/operations.ts';
import {reads} from './requests/reads.ts';
import {writes} from './requests/writes.ts';
import type {Server} from './server.ts';
import {answerWord} from './telling/words.ts';

export type Dialogue = {
	readonly connection: Connection;
	readonly server: Server;
	readonly quorum: Quorum;
};

const largestFrame = 1_048_575;
/** What counts as read of a namespace. */
const looks: readonly number[] = [ops.exists, ops.getData, ops.getChildren, ops.getChildren2];
const [unimplemented, authFailed] = [codeOf('Unimplemented'), codeOf('AuthFailed')];

/** Something came in. */
export const hear = (dialogue: Dialogue, chunk: Buffer): void => {
	const {connection, server, quorum} = dialogue;
	const {frames, tally, socket} = connection;
	if (connection.session?.link.cut === true || socket.writableEnded) {
		return; // nobody listens
	}

	frames.push(chunk);
	const word = frames.peek(4).toString('latin1');
	if (tally.received === 0 && /^[a-z]{4}$/.test(word)) {
		connection.count('received');
		if (connection.write(Buffer.from(answerWord(word, server, quorum, connection)))) {
			connection.close();
		}

		return;
	}

	if ((frames.nextLength() ?? 0) > largestFrame) {
		connection.close();
	}

	for (let frame = frames.next(); frame !== undefined; frame = frames.next()) {
		connection.count('received');
		server.metrics.add('bytes_received_count', frame.length);
		take(dialogue, frame);
	}

	if (connection.session !== undefined && quorum.isNear(server)) {
		quorum.sessions.touch(connection.session);
	}
};

const take = (dialogue: Dialogue, frame: Buffer): void => {
	const {connection} = dialogue;
	if (connection.session !== undefined && frame.length >= 12) {
		const [xid, type, body] = [frame.readInt32BE(4), frame.readInt32BE(8), frame.subarray(12)];
		const slot: Slot = {xid, type, body, at: performance.now()};
		connection.slots.push(slot);
		if (reads[type] === undefined) {
			submit(dialogue, slot);
		}

		answerAll(dialogue);
	} else if (connection.tally.received === 1 && frame.length >= 44) {
		enter(dialogue, new Reader(frame, 8));
	} else {
		connection.close();
	}
};

/** A client says whom it takes itself for. (zookeeper.md D.2) */
const enter = ({connection, server, quorum}: Dialogue, hello: Reader): void => {
	const [seen, timeoutMs, id] = [Number(BigInt.asIntN(64, hello.long())), hello.int(), hello.long()];
	const password = hello.bytes() ?? Buffer.alloc(0);
	const known = quorum.sessions.get(id);
	if (known?.link.cut === true) {
		return;
	}

	if (!server.serving || seen > server.zxid) {
		connection.close();
	} else if (id === 0n) {
		const session = quorum.sessions.create(server.id, timeoutMs);
		session.connection = connection;
		const author = {session: session.id, ids: []};
		const done = connection.welcome.bind(connection, session);
		quorum.propose({at: server, author, write: () => nothing, bytes: 0, done});
	} else if (known?.password.equals(password) === true && !known.ending) {
		known.connection?.close();
		known.connection = connection;
		connection.welcome(known);
	} else {
		connection.welcome(undefined);
	}
};

/** A client wants something changed, or all that was; its slot is filled once that is in our tree. */
const submit = (dialogue: Dialogue, slot: Slot): void => {
	const {connection, server: at, quorum} = dialogue;
	const {session, sessionId, ids} = connection;
	const {type, body} = slot;
	const write = writes[type];
	const done = (answer: Answer): void => {
		slot.answer = answer;
		answerAll(dialogue);
	};
	if (write === undefined) {
		done({code: unimplemented, reply: nothing});
	} else if (type === ops.closeSession && session !== undefined) {
		quorum.end(session, at, done);
	} else {
		const judge = write.bind(undefined, new Reader(body));
		const bytes = type === ops.sync ? undefined : body.length;
		quorum.propose({at, author: {session: sessionId, ids}, write: judge, bytes, done});
	}
};

/** Answers what can be answered, in order. */
const answerAll = (dialogue: Dialogue): void => {
	const {connection, server} = dialogue;
	const {slots} = connection;
	for (let slot = slots[0]; slot !== undefined; slot = slots[0]) {
		const {type, body} = slot;
		const read = reads[type];
		const answer =
			read === undefined ? slot.answer : answerOf(() => read(new Reader(body), server, connection));
		if (answer === undefined) {
			return;
		}

		slots.shift();
		reply(dialogue, slot, answer);
	}
};

const reply = ({connection, server}: Dialogue, {xid, type, body, at}: Slot, {code, reply}: Answer): void => {
	const {zxid, metrics} = server;
	const told = type === ops.auth ? 0 : code === unimplemented ? -1 : zxid;
	const bytes = new Writer().int(xid).long(told).int(code);
	reply(bytes);
	const ms = Math.floor(performance.now()) - Math.floor(at);
	metrics.add('latency', ms);
	metrics.add(reads[type] === undefined ? 'updatelatency' : 'readlatency', ms);
	if (looks.includes(type) && code === 0) {
		metrics.addSpace('read', new Reader(body).text(), bytes.byteLength());
	}

	connection.tally.answered(shortNameOf(type), xid, ms, zxid);
	connection.send(bytes);
	if (type === ops.closeSession || code === unimplemented || code === authFailed) {
		connection.close();
	}
};
