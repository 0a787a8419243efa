// source/ui/panes/header.ts
import {describe, expect, it} from 'vitest';
import {header} from '../../source/ui/panes/header.ts';
import {lineWidth} from '../../source/ui/line.ts';
import {played} from './scenes.ts';
import {dead, well} from './scripts.ts';

const state = played(well, 3).getState();
const name = '10.20.30.41:2181,10.20.30.42:2181,10.20.30.43:2181';
const textAt = (columns: number, of = state): string =>
	header({...of, target: {...of.target, name}}, columns)
		.map(({text}) => text)
		.join('');

describe('the header', () => {
	it('is as wide as the screen, and says at any width whether it is read-only and live', () => {
		for (let columns = 60; columns <= 200; columns++) {
			const text = textAt(columns);
			expect(lineWidth([{text}])).toBe(columns);
			expect(text).toMatch(/ (r\/o|read-only) .*LIVE \d\d:\d\d:\d\dZ $/);
		}
	});

	it('says all at 120 columns: who, quorum, leader, zxid, what zktop costs', () => {
		expect(textAt(120)).toMatch(
			/^ zktop 10\.20\.30\.41:\S+… +QUORUM .*leader \S+.* [\da-f]+:[\da-f]+ +(r\/o|read-only) +own \S+\/s/,
		);
	});

	it('says how many are up where there is no quorum', () => {
		expect(textAt(120, played(dead, 3).getState())).toMatch(/NO QUORUM: 0 of \d/);
	});
});
