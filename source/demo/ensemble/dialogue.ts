// What a client says, and what it is answered: replies in the order of the requests. (NIOServerCnxn.java, FinalRequestProcessor.java)
import {codeOf} from '../../zookeeper/errors.ts';
import {Reader} from '../../zookeeper/records/reader.ts';
import {Writer} from '../../zookeeper/records/writer.ts';
import {ops, shortNameOf} from '../../zookeeper/wire/op-codes.ts';
import type {Connection, Slot} from './connection.ts';
import type {Quorum} from './quorum.ts';
import {answerOf, nothing, type Answer} from './requests/answers.ts';
import {reads} from './requests/reads.ts';
import {writes, type Draft} from './requests/writes.ts';
import type {Server} from './server.ts';
import type {Session} from './sessions.ts';
import {answerWord} from './telling/words.ts';

export type Dialogue = {readonly connection: Connection; readonly server: Server; readonly quorum: Quorum};

const largestFrame = 1_048_575;
/** What counts as read of a namespace. */
const looks: readonly number[] = [ops.exists, ops.getData, ops.getChildren, ops.getChildren2];
const [unimplemented, authFailed] = [codeOf('Unimplemented'), codeOf('AuthFailed')];

/** Something came in. */
export const hear = (dialogue: Dialogue, chunk: Buffer): void => {
	const {connection, server, quorum} = dialogue;
	const {frames, socket} = connection;
	if (connection.session?.cut === true || socket.writableEnded) {
		return; // nobody listens
	}

	frames.push(chunk);
	const word = frames.peek(4).toString('latin1');
	if (connection.received === 0 && /^[a-z]{4}$/.test(word)) {
		connection.hears();
		if (connection.write(Buffer.from(answerWord(word, server, quorum, connection)))) {
			connection.close();
		}

		return;
	}

	if ((frames.nextLength() ?? 0) > largestFrame) {
		connection.close();
	}

	for (let frame = frames.next(); frame !== undefined; frame = frames.next()) {
		connection.hears();
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
			submit(dialogue, slot, connection.session);
		}

		answerAll(dialogue);
	} else if (connection.received === 1 && frame.length >= 44) {
		enter(dialogue, new Reader(frame, 8));
	} else {
		connection.close();
	}
};

/** A client says whom it takes itself for. (zookeeper.md D.2) */
const enter = ({connection, server, quorum}: Dialogue, hello: Reader): void => {
	const [seen, timeoutMs, id] = [Number(BigInt.asIntN(64, hello.long())), hello.int(), hello.long()];
	const [password, known] = [hello.bytes(), quorum.sessions.get(id)];
	if (known?.cut === true) {
		return;
	}

	if (!server.serving || seen > server.zxid) {
		connection.close();
	} else if (id === 0n) {
		const session = quorum.sessions.create(server.id, timeoutMs);
		const done = (): void => {
			connection.welcome(quorum.sessions.get(session.id)); // it may have expired meanwhile
		};
		quorum.propose(server, {author: {session: session.id, ids: []}, write: () => nothing, bytes: 0, done});
	} else {
		connection.welcome(known?.ending === false && password?.equals(known.password) ? known : undefined);
	}
};

/** A client wants something changed, or all that was; its slot is filled once that is in our tree. */
const submit = (dialogue: Dialogue, slot: Slot, session: Session): void => {
	const {connection, server, quorum} = dialogue;
	const {type, body} = slot;
	const write = writes[type];
	const done = (answer: Answer): void => {
		slot.answer = answer;
		answerAll(dialogue);
	};
	if (type === ops.closeSession) {
		quorum.end(session, server, done);
	} else if (write === undefined) {
		done({code: unimplemented, reply: nothing});
	} else {
		const author = {session: session.id, ids: connection.ids};
		const judge = (draft: Draft) => write(new Reader(body), draft, type);
		quorum.propose(server, {author, write: judge, bytes: type === ops.sync ? undefined : body.length, done});
	}
};

/** Answers what can be answered, in order. */
const answerAll = (dialogue: Dialogue): void => {
	const {connection, server} = dialogue;
	const {slots} = connection;
	for (let [slot] = slots; slot !== undefined; [slot] = slots) {
		const {type, body} = slot;
		const read = reads[type];
		const answer = read ? answerOf(() => read(new Reader(body), server, connection)) : slot.answer;
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
	const atMs = Math.floor(performance.now());
	const ms = atMs - Math.floor(at);
	metrics.add('latency', ms);
	metrics.add(reads[type] === undefined ? 'updatelatency' : 'readlatency', ms);
	if (looks.includes(type) && code === 0) {
		metrics.addSpace('read', new Reader(body).text(), bytes.byteLength());
	}

	connection.latency.add(ms);
	connection.last = {op: shortNameOf(type), cxid: xid > 0 ? xid : connection.last.cxid, zxid, atMs};
	connection.send(bytes);
	if (type === ops.closeSession || code === unimplemented || code === authFailed) {
		connection.close();
	}
};
