// What changes a tree, on bytes recorded from a real 3.8.0 server.
import jute from 'node-zookeeper-client/lib/jute/index.js';
import {expect, it} from 'vitest';
import {openAcl} from '../../../source/zookeeper/acl.ts';
import {
	changing,
	creating,
	setting,
	syncing,
	type Change,
} from '../../../source/zookeeper/records/changes.ts';
import {classify} from '../../../source/zookeeper/wire/incoming.ts';
import type {Operation} from '../../../source/zookeeper/wire/operations.ts';
import recorded from '../../fixtures/wire/changes-3.8.0.json' with {type: 'json'};

type Name = keyof typeof recorded;

/** The request as it leaves, with the number of the recorded one. */
const sent = <T>(operation: Operation<T>, path: string, name: Name): string => {
	const request = operation.request(path, false);
	const xid = Buffer.from(recorded[name].request, 'hex').readInt32BE(0);
	Object.assign(request.header ?? {}, {xid});
	return request.toBuffer().subarray(4).toString('hex');
};

/** What the operation makes of the recorded reply, or its first `bytes`. */
const received = <T>(operation: Operation<T>, name: Name, bytes?: number): T | string => {
	const body = Buffer.from(recorded[name].response, 'hex').subarray(0, bytes);
	const frame = Buffer.concat([Buffer.alloc(4), body]);
	frame.writeInt32BE(body.length, 0);
	const header = Object.assign(operation.request('/w', false).header ?? new jute.protocol.RequestHeader(), {
		xid: body.readInt32BE(0),
	});
	const incoming = classify(frame, header);
	return incoming.kind === 'answer' ? operation.read(incoming.outcome[1]?.payload) : incoming.kind;
};

const ephemeral = creating({path: '/w/e', data: Buffer.from('eph'), acl: openAcl, ephemeral: true});
const container = creating({path: '/w/cont', data: Buffer.alloc(0), acl: openAcl, container: true});
const allDone: readonly Change[] = [
	{kind: 'check', path: '/w', version: -1},
	{kind: 'create', path: '/w/m1', data: Buffer.from('m'), acl: openAcl},
	{kind: 'set', path: '/w', data: Buffer.from('mm'), version: -1},
	{kind: 'delete', path: '/w/c1', version: -1},
];
const refused: readonly Change[] = [
	{kind: 'create', path: '/w/m2', data: Buffer.from('m'), acl: openAcl},
	{kind: 'check', path: '/w', version: 99},
	{kind: 'delete', path: '/w/m1', version: -1},
];

it.each([
	['create2 ephemeral', ephemeral, '/w/e'],
	['createContainer', container, '/w/cont'],
	['setData (fires data watch)', setting(Buffer.from('data2'), -1), '/w'],
	['setData badversion', setting(Buffer.from('data2'), 99), '/w'],
	['sync', syncing, '/'],
	['multi ok', changing(allDone), '/'],
	['multi fail', changing(refused), '/'],
] as const)('says %s as ZooKeeper’s own clients do', (name, operation, path) => {
	expect(sent<unknown>(operation, path, name)).toBe(recorded[name].request);
});

it('reads the path and the Stat of what it created', () => {
	expect(received(ephemeral, 'create2 ephemeral')).toMatchObject({
		path: '/w/e',
		stat: {czxid: '0xb8', pzxid: '0xb8', ephemeralOwner: '0x100000e7c310003', dataBytes: 3, version: 0},
	});
	expect(received(container, 'createContainer')).toMatchObject({
		path: '/w/cont',
		stat: {czxid: '0xba', ephemeralOwner: undefined},
	});
});

it('reads what came of each change of several', () => {
	expect(received(changing(allDone), 'multi ok')).toEqual([
		{},
		{path: '/w/m1'},
		{stat: expect.objectContaining({mzxid: '0xc1', version: 2}) as unknown},
		{},
	]);
});

it('reads which change was refused, which would have been made and which was not tried', () => {
	expect(received(changing(refused), 'multi fail')).toEqual([{code: 0}, {code: -103}, {code: -2}]);
});

it.each([
	['create2 ephemeral', ephemeral],
	['createContainer', container],
	['multi ok', changing(allDone)],
	['multi fail', changing(refused)],
] as const)('takes no part of a reply to %s for all of it', (name, operation) => {
	const {length} = Buffer.from(recorded[name].response, 'hex');
	for (let bytes = 16; bytes < length; bytes += 1) {
		expect(received<unknown>(operation, name, bytes)).toBe('garbled');
	}
});
