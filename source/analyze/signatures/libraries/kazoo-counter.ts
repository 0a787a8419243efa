// kazoo Counter: one znode whose data is a number as Python writes it, `3` or `1.5`. Any other znode may hold one, too.
import {asText} from '../identity.ts';
import {counterWords, type SingleSignature} from '../signature.ts';

const number = /^-?\d{1,19}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?$/;

export const kazooCounter: SingleSignature = {
	recipe: 'kazoo counter',
	evidence: 'captured',
	kind: 'counter',
	called: counterWords,
	identity: () => undefined,
	read(data) {
		const text = asText(data);
		return text !== undefined && number.test(text) ? text : undefined;
	},
};
