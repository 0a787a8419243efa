// What takes the leader, by op code: one change, several that come together or not at all, the end of a session. (zookeeper.md F.1)
import type {Reader} from '../../../zookeeper/records/reader.ts';
import {ops} from '../../../zookeeper/wire/op-codes.ts';
import {answered, endingSession, judgedBy, readChange, type Judge, type Judged} from './changes.ts';
import {codes} from './operations.ts';
import type {Change} from '../tree.ts';
import type {Writer} from './writer.ts';

/** Reads a write; undefined where it is none that is known. */
export const readWrite = (type: number, body: Reader): Judge | undefined => {
	switch (type) {
		case ops.multi:
			return together(readParts(body));
		case ops.closeSession:
			return endingSession;
		case ops.check:
			return undefined; // by itself it is not asked
		default:
			return readChange(type, body);
	}
};

/** One change of several, and the op code of its result. */
type Part = {readonly judge: Judge; readonly resultType: number};

const containers: readonly number[] = [ops.createContainer, ops.createTtl];

/** `{MultiHeader, record}*, end`; whoever asks create2 there is told the path alone. (S/MultiOperationRecord.java) */
const readParts = (body: Reader): readonly Part[] => {
	const parts: Part[] = [];
	for (;;) {
		const [type, done] = [body.int(), body.boolean()];
		body.int();
		const plain = type === ops.create2 ? ops.create : type;
		const judge = done ? undefined : readChange(plain, body);
		if (judge === undefined) {
			return parts;
		}

		parts.push({judge, resultType: containers.includes(type) ? ops.create2 : plain});
	}
};

/** Each is judged on the tree with those before it; all are taken back, for whoever asked makes them together. */
const together =
	(parts: readonly Part[]): Judge =>
	scene => {
		const made: Judged[] = [];
		const undo: Change[] = [];
		for (const {judge} of parts) {
			const judged = judgedBy(judge, scene);
			undo.unshift(...scene.tree.apply(judged.changes));
			made.push(judged);
			if (judged.code !== 0) {
				break;
			}
		}

		scene.tree.apply(undo);
		return made.some(({code}) => code !== 0)
			? {
					...answered(),
					body: reply => {
						writeRefusals(parts, made, reply);
					},
				}
			: {
					code: 0,
					changes: made.flatMap(({changes}) => changes),
					events: made.flatMap(({events}) => events),
					body: reply => {
						writeResults(parts, made, reply);
					},
				};
	};

const header = (reply: Writer, type: number, code: number, done = false): Writer =>
	reply.int(type).boolean(done).int(code);

const writeResults = (parts: readonly Part[], made: readonly Judged[], reply: Writer): void => {
	for (const [index, {body}] of made.entries()) {
		body(header(reply, parts[index]?.resultType ?? ops.error, 0));
	}

	header(reply, ops.error, -1, true);
};

/** 0 for those that would have been made, the code of the one that was refused, another for those behind it. */
const writeRefusals = (parts: readonly Part[], made: readonly Judged[], reply: Writer): void => {
	for (const index of parts.keys()) {
		const {code} = made[index] ?? {code: codes.RuntimeInconsistency};
		header(reply, ops.error, code).int(code);
	}

	header(reply, ops.error, -1, true);
};
