// source/analyze/liveness/cons-mark.ts: when a client was last heard of, and what sessions.ts makes of it
import {describe, expect, it} from 'vitest';
import {markCons, type ConsMark} from '../../../source/analyze/liveness/cons-mark.ts';
import {joinSessions, type SessionRow} from '../../../source/analyze/sessions.ts';
import {readCons, type Cons} from '../../../source/zookeeper/words/cons.ts';

type Told = {
	readonly port?: number;
	readonly recved?: number;
	readonly lresp?: number;
	readonly to?: number;
	readonly lop?: string;
};

/** One client as ZooKeeper tells it. */
const told = ({port = 40_000, recved = 50, lresp = 1000, to = 10_000, lop = 'PING'}: Told): Cons =>
	readCons(
		` /127.0.0.1:${port}[1](queued=0,recved=${recved},sent=50,sid=0x300000ec8e50007,lop=${lop},est=1,to=${to},lcxid=0x1,lzxid=0x1,lresp=${lresp},llat=0,minlat=0,avglat=0,maxlat=0)\n\n`,
	);

/** The client after answers, each so many seconds after the start. */
const after = (...answers: ReadonlyArray<readonly [number, Told]>): SessionRow | undefined => {
	let now: ConsMark | undefined;
	for (const [seconds, one] of answers) {
		now = markCons(now, told(one), {at: seconds * 1000, askedAt: seconds * 1000});
	}

	const [row] = joinSessions(
		now === undefined ? [] : [{server: 'zk1', now, fresh: true}],
		undefined,
		new Set(),
	).values();
	return row;
};

describe('a client', () => {
	it('that stands still is silent after half of its timeout, by our own clock, though PING is all it ever did (M6)', () => {
		const same: Told = {recved: 50, lresp: 1000};
		expect(after([0, same], [5, same])).toMatchObject({activity: 'pings only', heardAt: 0});
		expect(after([0, same], [3, same], [6, same])).toMatchObject({activity: 'silent', heardAt: 0});
	});

	it('is heard of with each ping', () => {
		expect(after([0, {}], [3, {recved: 51, lresp: 4000}], [8, {recved: 51, lresp: 4000}])).toMatchObject({
			activity: 'pings only',
			heardAt: 3000,
		});
	});

	it('that has asked and is not answered yet is heard of: its server may wait for the quorum', () => {
		expect(after([0, {}], [6, {recved: 51}])).toMatchObject({heardAt: 6000});
	});

	it('that came back on another connection is heard of, though it has lresp=0 (M11)', () => {
		expect(after([0, {}], [9, {port: 40_001, recved: 0, lresp: 0, lop: 'null'}])).toMatchObject({
			activity: 'unknown',
			heardAt: 9000,
		});
	});
});
