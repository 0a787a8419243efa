// What each key does to a secret that is being typed.
import {expect, it} from 'vitest';
import {typedInto} from '../../../source/options/access/prompt.ts';

const typed = (keys: string): unknown => {
	let secret = '';
	for (const key of Array.from(keys)) {
		const next = typedInto(secret, key);
		if (next.kind === 'ended') {
			return next.typed;
		}

		({secret} = next);
	}

	return `still ${secret}`;
};

it.each([
	['abc\r', {secret: 'abc'}],
	['abc\n', {secret: 'abc'}],
	['abx\u007Fc\r', {secret: 'abc'}],
	['zoë\b漢🔑\u007F\r', {secret: 'zo漢'}],
	['wrong\u0015right\r', {secret: 'right'}],
	['\u007F\u0001a\t\r', {secret: 'a'}],
	['\r', {secret: ''}],
	['\u0004', undefined],
	['a\u0004', {secret: 'a'}],
	['a\u0003', 'interrupted'],
	['ab', 'still ab'],
])('%j is %j', (keys, result) => {
	expect(typed(keys)).toEqual(result);
});
