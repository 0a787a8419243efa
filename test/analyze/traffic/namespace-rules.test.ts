// source/analyze/rules/namespaces.ts
import {describe, expect, it} from 'vitest';
import type {Namespace} from '../../../source/analyze/traffic/namespaces.ts';
import {find} from '../judging.ts';
import {after, figures, serving, trafficWith} from './traffic-scenes.ts';

const namespace = (path: string, readsPerSecond: number, writesPerSecond: number): Namespace => ({
	path,
	readsPerSecond,
	readBytesPerSecond: readsPerSecond * 100,
	writesPerSecond,
	writeBytesPerSecond: writesPerSecond * 100,
});
const trafficOf = (...rows: readonly Namespace[]) => trafficWith({namespaces: {rows, unseen: []}});

describe('namespace-dominates', () => {
	const hot = trafficOf(
		namespace('/jobs', 100, 900),
		namespace('/config', 90, 1),
		namespace('/zookeeper', 0, 0),
	);

	it('names the path that takes nearly all, as news, and as a warning once it is felt', () => {
		expect(find(after(3, hot), 'namespace-dominates')).toMatchObject({
			severity: 'info',
			subject: '/jobs',
			text: 'takes 92 % of all reads and writes: 900 writes/s, 100 reads/s',
			place: {kind: 'znode', path: '/jobs'},
		});
		const waiting = serving({c: {figures: {...figures, outstanding: 300}}});
		expect(find(after(3, hot, waiting), 'namespace-dominates')?.severity).toBe('warn');
	});

	it('is none of a single application, of little, or of an even load', () => {
		const alone = trafficOf(namespace('/jobs', 100, 900), namespace('/zookeeper', 1, 1));
		const little = trafficOf(namespace('/jobs', 100, 300), namespace('/config', 1, 1));
		const even = trafficOf(namespace('/jobs', 100, 900), namespace('/config', 500, 1));
		for (const traffic of [alone, little, even]) {
			expect(find(after(9, traffic), 'namespace-dominates')).toBeUndefined();
		}
	});

	it('is blind where no server counts them', () => {
		const why = 'needs per_namespace of mntr, since ZooKeeper 3.6';
		const unseen = ['a', 'b', 'c'].map(server => ({server, why}));
		expect(after(1, trafficWith({namespaces: {rows: [], unseen}})).blind).toContainEqual({
			rule: 'namespace-dominates',
			why,
		});
	});
});
