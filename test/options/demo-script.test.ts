// What zktop demo is to break by itself: lines that are read, and what is said of those that cannot be.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import {readScript} from '../../source/options/demo-script.ts';
import {makeTempFolder} from '../helpers/temp-folder.ts';

const folder = makeTempFolder('script');
const file = join(folder.path, 'script');
afterAll(() => {
	folder.remove();
});

const steps = (...lines: readonly string[]) => readScript(undefined, lines, 3);

it('reads faults in the order of their times, comments and empty lines aside', () => {
	writeFileSync(
		file,
		'# two failures\n\n1m heal\n500ms delay 10.0.0.31 2s # late\n5s slow-disk leader\n5s freeze zk3\n',
	);
	expect(readScript(file, ['1.5s kill zk1'], 3)).toEqual([
		{atMs: 500, fault: 'delay', target: '10.0.0.31', lengthMs: 2000},
		{atMs: 1500, fault: 'kill', target: 'zk1', lengthMs: undefined},
		{atMs: 5000, fault: 'slow-disk', target: 'leader', lengthMs: undefined},
		{atMs: 5000, fault: 'freeze', target: 'zk3', lengthMs: undefined},
		{atMs: 60_000, fault: 'heal', target: undefined, lengthMs: undefined},
	]);
});

it.each([
	['soon kill zk1', '"soon" is no time like 500ms, 5s or 1.5m'],
	['5 kill zk1', '"5" is no time'],
	['5s', '"" is no fault: there are freeze, kill,'],
	['5s kil zk1', '"kil" is no fault: did you mean kill?'],
	['5s kill', 'kill what?'],
	['5s kill zk4', 'there is no zk4 among 3 servers (--servers)'],
	['5s kill zk0', 'there is no zk0'],
	['5s kill 10.0.0.31', 'kill is for servers, and 10.0.0.31 is a client'],
	['5s expire leader', 'expire is for clients, and leader is a server'],
	['5s cut somebody', '"somebody" is neither zk1 to zk3, leader, nor the address of a client'],
	['5s kill zk1 2s', '"2s" is too much'],
	['5s delay 10.0.0.31 long', '"long" is no length like 500ms or 2s'],
	['5s delay 10.0.0.31 2s 3s', '"3s" is too much'],
])('says what is wrong with %s', (line, says) => {
	expect(() => steps(line)).toThrow(`--fault: ${says}`);
});

it('names the file and the line, or why there is none', () => {
	writeFileSync(file, '5s kill zk1\n9s heel zk1\n');
	expect(() => readScript(file, [], 3)).toThrow(
		`--script ${file}:2: "heel" is no fault: did you mean heal?; a line is TIME FAULT TARGET, for example 5s kill zk2`,
	);
	expect(() => readScript('/no/such/file', [], 3)).toThrow('--script /no/such/file cannot be read: ENOENT');
});
