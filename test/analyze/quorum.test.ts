// source/analyze/ensemble.ts: what is known of a quorum that nobody tells of
import {describe, expect, it} from 'vitest';
import {ensembleIn, lost, neverSeen} from './witnesses.ts';

describe('whether a quorum is lost', () => {
	const quorumOf = (...servers: Parameters<typeof ensembleIn>[0]) => ensembleIn(servers).quorum;

	it('is unknown while no server lets us in: that is our trouble, not theirs', () => {
		for (const kind of ['tls', 'no-auth', 'connection-limit', 'unreachable', 'garbled'] as const) {
			expect(quorumOf(neverSeen('a', kind), neverSeen('b', kind), neverSeen('c', kind))).toBe('unknown');
		}
	});

	it('is certain when more voters are down than it survives, or one of them says so', () => {
		expect(quorumOf(neverSeen('a', 'refused'), neverSeen('b', 'silent'), neverSeen('c', 'tls'))).toBe('no');
		expect(quorumOf(neverSeen('a', 'refused'), neverSeen('b', 'tls'), neverSeen('c', 'tls'))).toBe('unknown');
		expect(quorumOf(neverSeen('a', 'not-serving'), neverSeen('b', 'tls'), neverSeen('c', 'tls'))).toBe('no');
	});

	it('is unknown where the only address never answered: it may be one of several', () => {
		for (const kind of ['refused', 'silent'] as const) {
			expect(quorumOf(neverSeen('a', kind))).toBe('unknown');
		}

		expect(quorumOf(neverSeen('a', 'not-serving'))).toBe('no');
	});

	it('counts the voters that are up by the configuration: an observer is none of them', () => {
		const down = (name: string, at: 'follower1' | 'leader' | 'observer') => lost(name, at, 'not-serving');
		const servers = [down('a', 'follower1'), lost('c', 'leader', 'refused'), down('d', 'observer')];
		expect(ensembleIn(servers)).toMatchObject({quorum: 'no', up: 1});
	});
});
