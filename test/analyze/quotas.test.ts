// source/analyze/quotas.ts, by what a 3.8.0 server keeps (reference: wire/zookeeper-subtree-standalone-3.8.0.json)
import {expect, it} from 'vitest';
import {quotaNodes, readQuota} from '../../source/analyze/quotas.ts';

it.each([
	[
		'count=5,bytes=100=;byteHardLimit=-1;countHardLimit=-1',
		{znodes: {used: 2, limit: 5, hard: false}, bytes: {used: 8, limit: 100, hard: false}},
	],
	// Until 3.6 there are no hard ones.
	['count=5,bytes=-1', {znodes: {used: 2, limit: 5, hard: false}, bytes: undefined}],
	// A hard limit hides the soft one.
	[
		'count=5,bytes=-1=;byteHardLimit=-1;countHardLimit=7',
		{znodes: {used: 2, limit: 7, hard: true}, bytes: undefined},
	],
	['', {znodes: undefined, bytes: undefined}],
	['count=,bytes=many', {znodes: undefined, bytes: undefined}],
])('%j limits what count=2,bytes=8 uses', (limits, quota) => {
	expect(readQuota(limits, 'count=2,bytes=8')).toEqual(quota);
});

it('is none where nothing tells what is used', () => {
	expect(readQuota('count=5,bytes=100', '')).toEqual({znodes: undefined, bytes: undefined});
});

it('is kept below /zookeeper/quota', () => {
	expect(quotaNodes('/q1/a')).toEqual({
		limits: '/zookeeper/quota/q1/a/zookeeper_limits',
		stats: '/zookeeper/quota/q1/a/zookeeper_stats',
	});
});
