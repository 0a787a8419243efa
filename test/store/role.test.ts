// source/store/role.ts
import {expect, it} from 'vitest';
import {roleAt} from '../../source/store/role.ts';
import {answers, everything, scripted, told} from './scripted.ts';

const hex = (digit: string): string => digit.repeat(32);
const uuid = (digit: string): string => `${digit.repeat(8)}-aaaa-4aaa-8aaa-${digit.repeat(12)}`;
const [holder, waiter] = ['a', 'b'].map((digit, at) => `/lock/${hex(digit)}__lock__000000000${at}`) as [
	string,
	string,
];
const [leader, candidate] = ['a', 'b'].map(
	(digit, at) => `/leader/_c_${uuid(digit)}-latch-000000000${at}`,
) as [string, string];

it.each([
	[holder, 'holds /lock, kazoo lock'],
	[waiter, 'number 2 in line for /lock, kazoo lock'],
	[leader, 'leads /leader, curator latch'],
	[candidate, 'number 2 in line for /leader, curator latch'],
	['/services/web/a', 'member of /services/web, generic registry'],
	['/controller', 'leads /controller, kafka controller'],
	[`/queue/taken/entry-100-0000000001`, 'an item in work of /queue, kazoo locking queue'],
	['/services', undefined],
	['/services/web/b', undefined],
])('%s: %s', (node, says) => {
	const {sample} = scripted();
	const paths = [
		holder,
		waiter,
		leader,
		candidate,
		'/services/web/a',
		'/controller',
		'/queue/taken/entry-100-0000000001',
	];
	const data = sample(
		1,
		...everything(),
		answers('zk3', 'dump', {...told('zk3', 'dump'), ephemerals: new Map([['0x1', paths]])}),
	);
	const role = roleAt(data, node);
	expect(role && `${role.does} ${role.path}, ${role.recipe}`).toBe(says);
});
