// What takes the leader, by op code: one change, several that come together or not at all, the end of a session. (zookeeper.md F.1)
import {codeOf} from '../../../zookeeper/errors.ts';
import type {Writer} from '../../../zookeeper/records/writer.ts';
import {ops} from '../../../zookeeper/wire/op-codes.ts';
import {changes, endSession, takeBack, type Write} from './changes.ts';
import {answerOf, type Answer} from './operations.ts';

const header = (reply: Writer, type: number, code: number, done = false): Writer =>
	reply.int(type).boolean(done).int(code);

/**
 * `{MultiHeader, record}*, end`; whoever asks create2 there is told the path alone. (S/MultiOperationRecord.java)
 * Where one is refused, those before it say 0, and those behind it another code.
 */
const multi: Write = (body, draft) => {
	const results: (Answer & {readonly type: number})[] = [];
	let isRefused = false;
	for (;;) {
		const [asked, done] = [body.int(), body.boolean()];
		const type = asked === ops.create2 ? ops.create : asked;
		const change = changes[type];
		body.int();
		if (done || change === undefined) {
			break;
		}

		const {code, reply} = answerOf(() => change(body, draft));
		results.push({type, code: isRefused ? codeOf('RuntimeInconsistency') : code, reply});
		isRefused ||= code !== 0;
	}

	if (isRefused) {
		takeBack(draft);
	}

	return answer => {
		for (const {type, code, reply} of results) {
			if (isRefused) {
				header(answer, ops.error, code).int(code);
			} else {
				reply(header(answer, resultTypes[type] ?? type, 0));
			}
		}

		header(answer, ops.error, -1, true);
	};
};

const resultTypes: Readonly<Record<number, number>> = {
	[ops.createContainer]: ops.create2,
	[ops.createTtl]: ops.create2,
};

export const writes: Readonly<Record<number, Write | undefined>> = {
	...changes,
	[ops.check]: undefined, // by itself it is not asked
	[ops.multi]: multi,
	[ops.sync](body) {
		const path = body.text();
		return reply => reply.text(path);
	},
	[ops.closeSession]: (_, draft) => endSession(draft),
};
