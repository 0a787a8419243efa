// source/commands/fleet-run.ts: long work of the verbs, over as many sessions as the budget is worth
import {afterEach, describe, expect, it} from 'vitest';
import {find} from '../../source/commands/find.ts';
import {usage} from '../../source/commands/usage.ts';
import {listing, startFake, type Peer} from '../helpers/fake-zookeeper.ts';
import {runVerb} from './verb-run.ts';

const children = 5000;
const closing = -11;
const leaf = listing([]);
const ends: Array<() => Promise<void>> = [];
afterEach(async () => {
	for (const end of ends.splice(0)) {
		await end();
	}
});

/** A root with many children. Until this many sessions have asked, one question is answered after the other, and then all. */
const serving = async (sessions: number) => {
	const askers = new Set<Peer>();
	const held: Array<() => void> = [];
	let closed = 0;
	const server = await startFake({
		asked(peer, {xid, type, body}) {
			if (type === closing) {
				closed += 1;
				peer.reply(xid);
			} else if (body.includes('/c')) {
				askers.add(peer);
				held.push(() => {
					peer.reply(xid, leaf);
				});
			} else {
				peer.reply(xid, listing(Array.from({length: children}, (_, index) => `c${index}`)));
			}
		},
	});
	const timer = setInterval(() => {
		for (const answer of held.splice(0, askers.size < sessions ? 1 : held.length)) {
			answer();
		}
	}, 2);
	ends.push(async () => {
		clearInterval(timer);
		await server.stop();
	});
	const {host} = server;
	return {connectString: `${host.host}:${host.port}`, askers, server, closed: () => closed};
};

describe('long work of a verb', () => {
	it.each([
		[4, 'none'],
		[3, '30000'],
		[1, '10000'],
	])('is done by %i sessions where the budget is %s, each znode once', async (sessions, budget) => {
		const {connectString, askers, server, closed} = await serving(sessions);
		const {code, text} = await runVerb(usage, ['usage', '/', '--budget', budget, '-c', connectString]);
		expect(JSON.parse(text)).toMatchObject({
			znodes: children + 1,
			scan: {read: children + 1, partial: false},
			problems: [],
		});
		expect(code).toBe(0);
		expect(askers.size).toBe(sessions);
		expect(server.introductions).toHaveLength(sessions);
		expect(closed()).toBe(sessions);
	});

	it('says on stderr that nothing was found, so that what is piped on is nothing', async () => {
		const {connectString} = await serving(1);
		const {code, text, stderr} = await runVerb(find, [
			'find',
			'x',
			'/',
			'--table',
			'--budget',
			'10000',
			'-c',
			connectString,
		]);
		expect(stderr).toContain('nothing like x below /: 5,001 znodes were read');
		expect({code, text}).toEqual({code: 0, text: ''});
	});
});
