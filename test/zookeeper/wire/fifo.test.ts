// A queue that does not slow down with its length.
import {expect, it} from 'vitest';
import {Fifo} from '../../../source/zookeeper/wire/fifo.ts';

it('gives items in the order in which they came', () => {
	const queue = new Fifo<number>();
	const out: Array<number | undefined> = [];
	for (let item = 0; item < 5000; item += 1) {
		queue.push(item);
		if (item % 3 === 2) {
			out.push(queue.peek());
			expect(queue.shift()).toBe(out.at(-1));
		}
	}

	while (queue.length > 0) {
		out.push(queue.shift());
	}

	expect(out).toEqual(Array.from({length: 5000}, (_, item) => item));
});

it('is empty before and after', () => {
	const queue = new Fifo<string>();
	expect([queue.peek(), queue.shift(), queue.length]).toEqual([undefined, undefined, 0]);
	queue.push('a');
	expect([queue.shift(), queue.shift(), queue.length]).toEqual(['a', undefined, 0]);
});
