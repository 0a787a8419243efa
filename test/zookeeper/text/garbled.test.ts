// source/zookeeper/garbled.ts
import {expect, it} from 'vitest';
import {cutOff, garbled} from '../../../source/zookeeper/text/garbled.ts';

it('names the word and shows how the answer begins', () => {
	const error = garbled(
		'mntr',
		'HTTP/1.1 400 Bad Request\r\nContent-Type: text/html; charset=iso-8859-1\r\n',
	);
	expect(error.kind).toBe('garbled');
	expect(error.message).toBe(
		`this is not ZooKeeper's answer to mntr: "HTTP/1.1 400 Bad Request\\r\\nContent-Type: text/html; charset=i…"`,
	);
});

it('lets nothing of a hostile answer reach the terminal raw', () => {
	const {message} = garbled('srvr', 'a\u001B[2J\u009B1m\u202E\u2028\u200B"\\\uD800é中 ');
	expect(message).toContain('"a\\u{1b}[2J\\u{9b}1m\\u{202e}\\u{2028}\\u{200b}\\"\\\\\\u{d800}é中 "');
});

it('shows an empty answer as one', () => {
	expect(garbled('cons', '').message).toMatch(/cons: ""$/);
});

it('shows the end of an answer that breaks off within a line', () => {
	const {kind, message} = cutOff('mntr', 'zk_version\t3.8.0\nzk_packets_received\t12');
	expect([kind, message]).toEqual([
		'garbled',
		'the answer to mntr breaks off within a line: "zk_packets_received\\t12"',
	]);
	expect(cutOff('cons', `\n${'x'.repeat(70)}\u001B`).message).toBe(
		`the answer to cons breaks off within a line: "…${'x'.repeat(59)}\\u{1b}"`,
	);
});
