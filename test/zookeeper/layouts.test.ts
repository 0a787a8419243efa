// source/zookeeper/layouts.ts
import {expect, it} from 'vitest';
import {sequenceOf, stemOf} from '../../source/zookeeper/layouts.ts';

const uuid = 'a3ef881b-62f2-4199-ab6f-338332c840f6';
const hex = 'a3ef881b62f24199ab6f338332c840f6';

it.each([
	['Curator', `_c_${uuid}-lock-`],
	['Curator, a lease', `_c_${uuid}-lease-`],
	['Curator, a reader', `_c_${uuid}-__READ__`],
	['kazoo', `${hex}__lock__`],
	['go-zookeeper', `_c_${hex}-lock-`],
	['Java WriteLock', 'x-72057656294866944-'],
	['zoo_lock', 'x-0100000e7c310003-'],
	['LeaderElectionSupport', 'n_'],
	['a name of the counter alone', ''],
])('reads the counter of %s, before it wraps and after', (_, stem) => {
	for (const [text, sequence] of [
		['0000000000', 0],
		['0000000017', 17],
		['2147483647', 2_147_483_647],
		['-2147483648', -2_147_483_648],
		['-1000000000', -1_000_000_000],
		['-999999999', -999_999_999],
		['-000000001', -1],
	] as const) {
		expect(sequenceOf(`${stem}${text}`)).toBe(sequence);
		expect(stemOf(`${stem}${text}`)).toBe(stem);
	}
});

it.each([
	'config',
	'node-17',
	'lock-000000001',
	'',
	'/',
	'host-9999999999',
	'11111111-2222-3333-4444-555555555555',
	'050568e14e234a6eb37d501798345123',
])('finds no counter in "%s"', name => {
	expect(sequenceOf(name)).toBeUndefined();
	expect(stemOf(name)).toBe(name);
});
