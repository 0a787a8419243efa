// source/ui/sentence.ts
import {describe, expect, it} from 'vitest';
import {widthOf} from '../../source/ui/line.ts';
import {sentenceIn} from '../../source/ui/sentence.ts';

const sentence = 'zk3 takes connections, never answers (frozen or cut off); one more failure stops writes';

describe('a sentence', () => {
	it('is whole where there is room', () => {
		expect(sentenceIn(sentence, widthOf(sentence))).toBe(sentence);
	});

	it('goes without what explains where there is less', () => {
		expect(sentenceIn(sentence, widthOf(sentence) - 1)).toBe(
			'zk3 takes connections, never answers; one more failure stops writes',
		);
	});

	it('ends at a pause where there is even less, and says that there is more', () => {
		expect(sentenceIn(sentence, 50)).toBe('zk3 takes connections, never answers …');
	});

	it('is cut where no pause fills more than half of the room', () => {
		expect(sentenceIn('zk3: ' + 'a'.repeat(60), 20)).toBe('zk3: aaaaaaaaaaaaaa…');
	});

	it.each([1, 5, 17, 40, 59])('is never wider than %i', width => {
		expect(widthOf(sentenceIn(sentence, width))).toBeLessThanOrEqual(width);
	});
});
