// Who is told of what, and that once.
import {expect, it} from 'vitest';
import {Watches, type WatchEvent} from '../../../source/zookeeper/wire/watches.ts';

const created = 1;
const deleted = 2;
const dataChanged = 3;
const childrenChanged = 4;

const listen = () => {
	const heard: WatchEvent[] = [];
	const listener = (event: WatchEvent): void => {
		heard.push(event);
	};

	return {heard, listener};
};

it('tells a listener once, under the path that it asked for', () => {
	const watches = new Watches();
	const {heard, listener} = listen();
	watches.add('child', '/app/a', listener, '/a');
	watches.emit({type: childrenChanged, path: '/app/a'});
	watches.emit({type: childrenChanged, path: '/app/a'});
	expect(heard).toEqual([{kind: 'children-changed', path: '/a'}]);
});

it('keeps a watch that an event does not concern', () => {
	const watches = new Watches();
	const {heard, listener} = listen();
	watches.add('child', '/a', listener, '/a');
	watches.emit({type: dataChanged, path: '/a'});
	watches.emit({type: childrenChanged, path: '/b'});
	expect([heard, watches.size]).toEqual([[], 1]);
});

it('tells a listener to data and children of the same znode once that it is deleted', () => {
	const watches = new Watches();
	const {heard, listener} = listen();
	watches.add('child', '/a', listener, '/a');
	watches.add('data', '/a', listener, '/a');
	watches.emit({type: deleted, path: '/a'});
	expect([heard, watches.size]).toEqual([[{kind: 'deleted', path: '/a'}], 0]);
});

it('counts a listener that asks again and again once, and one watch for many listeners', () => {
	const watches = new Watches();
	const one = listen();
	const other = listen();
	watches.add('data', '/a', one.listener, '/a');
	watches.add('data', '/a', one.listener, '/a');
	watches.add('data', '/a', other.listener, '/a');
	expect(watches.size).toBe(1);
	watches.emit({type: dataChanged, path: '/a'});
	expect([one.heard, other.heard]).toEqual([
		[{kind: 'data-changed', path: '/a'}],
		[{kind: 'data-changed', path: '/a'}],
	]);
});

it('lets a listener watch again while it is told', () => {
	const watches = new Watches();
	let heard = 0;
	const again = (): void => {
		heard += 1;
		watches.add('existence', '/a', again, '/a');
	};

	again();
	watches.emit({type: created, path: '/a'});
	expect([heard, watches.size]).toEqual([2, 1]);
});

it('tells everybody of a lost session, each once', () => {
	const watches = new Watches();
	const {heard, listener} = listen();
	watches.add('data', '/a', listener, '/a');
	watches.add('child', '/a', listener, '/a');
	watches.add('existence', '/b', listener, '/b');
	watches.lose();
	expect([heard, watches.size]).toEqual([
		[
			{kind: 'lost', path: '/a'},
			{kind: 'lost', path: '/b'},
		],
		0,
	]);
});

it('does nothing on events and paths that nobody knows', () => {
	const watches = new Watches();
	const {heard, listener} = listen();
	watches.add('data', '/a', listener, '/a');
	for (const type of [-1, 0, 5, 99]) {
		watches.emit({type, path: '/a'});
	}

	watches.emit({type: dataChanged, path: '__proto__'});
	watches.lose(['/nowhere']);
	expect([heard, watches.size]).toEqual([[], 1]);
});
