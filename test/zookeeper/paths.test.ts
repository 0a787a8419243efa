// Znode paths.
import {describe, expect, it} from 'vitest';
import {
	baseName,
	childOf,
	depthOf,
	isWithin,
	newPathProblem,
	parentOf,
	pathProblem,
} from '../../source/zookeeper/paths.ts';

it.each([
	['/', 'a', '/a'],
	['/a', 'b', '/a/b'],
	['/a/b', 'c d', '/a/b/c d'],
])('the child of %s named %s is %s, and back', (parent, name, child) => {
	expect(childOf(parent, name)).toBe(child);
	expect([parentOf(child), baseName(child)]).toEqual([parent, name]);
});

it('the root is its own parent and has its own name', () => {
	expect([parentOf('/'), baseName('/'), depthOf('/')]).toEqual(['/', '/', 0]);
});

it('depth counts segments', () => {
	expect(['/a', '/a/b', '/a/b/c'].map(path => depthOf(path))).toEqual([1, 2, 3]);
});

it.each([
	['/a/b', '/a', true],
	['/a', '/a', true],
	['/ab', '/a', false],
	['/a', '/a/b', false],
	['/a', '/', true],
])('%s lies within %s: %s', (path, ancestor, expected) => {
	expect(isWithin(path, ancestor)).toBe(expected);
});

describe('a path as ZooKeeper takes it', () => {
	it.each(['/', '/a', '/a/b', '/.a', '/a..', '/a b', '/é'])('may be "%s"', path => {
		expect(pathProblem(path)).toBeUndefined();
	});

	it.each(['', 'a', '//', '/a/', '/a//b', '/.', '/..', '/a/./b', '/a/../b'])('is not "%s"', path => {
		expect(pathProblem(path)).toMatch(/^a znode path /);
		expect(newPathProblem(path)).toBe(pathProblem(path));
	});

	it.each([
		['/a\u0001b', 'U+0001'],
		['/a/\u0000', 'U+0000'],
		['/\u0085', 'U+0085'],
		['/a\u{1F600}', 'U+D83D'],
		['/\uFFF0', 'U+FFF0'],
	])('may not be made as %j, for there is %s', (path, unit) => {
		expect(pathProblem(path)).toBeUndefined();
		expect(newPathProblem(path)).toContain(unit);
	});

	it('may be made of what can be printed', () => {
		expect(['/a b', '/é', '/用户', '/\uFFEF'].map(newPathProblem)).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
		]);
	});
});
