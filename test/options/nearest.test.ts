// source/options/nearest.ts
import {expect, it} from 'vitest';
import {nearest} from '../../source/options/nearest.ts';

const verbs = ['servers', 'tree', 'locks', 'sessions'];

it.each([
	['server', 'servers'],
	['sesions', 'sessions'],
	['sesion', 'sessions'],
	['lock', 'locks'],
	['tre', 'tree'],
	['teer', undefined],
	['tr', undefined],
	['zookeeper', undefined],
	['', undefined],
])('%j was probably meant as %j', (word, meant) => {
	expect(nearest(word, verbs)).toBe(meant);
});

it('takes the closest of several, the first of equals', () => {
	expect(nearest('interva', ['intervals', 'interval'])).toBe('interval');
	expect(nearest('loca', ['lock', 'local', 'loco'])).toBe('lock');
});

it('has nothing to offer where there is nothing', () => {
	expect(nearest('locks', [])).toBeUndefined();
});
