// `monitor`: what `mntr` tells, the names without `zk_`. (S/server/admin/Commands.java: MonitorCommand)
//
// 3.5 has three figures of responses that its mntr lacks. `num_alive_connections` holds no connection of the question's own.
import {garbled} from '../../text/garbled.ts';
import {mntrOf, type Mntr} from '../../words/mntr.ts';
import type {AdminAnswer} from '../answers.ts';
import {numberIn, textIn} from '../fields.ts';

/** Reads the answer to `monitor`; throws `garbled` without a number. */
export const readMonitor = ({fields, text}: AdminAnswer): Mntr => {
	const values = new Map<string, number>();
	const texts = new Map<string, string>();
	for (const key of Object.keys(fields)) {
		const number = numberIn(fields, key);
		const word = textIn(fields, key);
		if (number !== undefined) {
			values.set(key, number);
		} else if (word !== undefined) {
			texts.set(key, word);
		}
	}

	if (values.size === 0) {
		throw garbled('monitor', text);
	}

	return mntrOf(values, texts);
};
