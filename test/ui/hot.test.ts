// source/ui/panes/hot.ts
import {describe, expect, it} from 'vitest';
import {clientsOf} from '../../source/analyze/traffic/clients.ts';
import type {Namespace} from '../../source/analyze/traffic/namespaces.ts';
import {noOperations} from '../../source/analyze/traffic/operations.ts';
import {shown} from '../../source/store/state.ts';
import {hotLine} from '../../source/ui/panes/hot.ts';
import {screenRows} from '../../source/ui/screen.ts';
import {sessionOf} from '../analyze/traffic/traffic-of.ts';
import {everything, fails, names, refuses, scripted, type Scripted} from '../store/scripted.ts';
import {hostile} from './scripts.ts';

type Sessions = Parameters<typeof clientsOf>[0];

const namespace = (path: string, readsPerSecond: number, writesPerSecond: number): Namespace => ({
	path,
	readsPerSecond,
	readBytesPerSecond: readsPerSecond * 100,
	writesPerSecond,
	writeBytesPerSecond: writesPerSecond * 100,
});

/** The line of an ensemble with this traffic. */
const hot = ({state}: Scripted, sessions?: Sessions, rows: readonly Namespace[] = [], width = 90): string => {
	const {traffic} = shown(state());
	const clients = sessions === undefined ? traffic.clients : clientsOf(sessions, [], noOperations);
	const live = {...state().live, traffic: {...traffic, clients, namespaces: {rows, unseen: []}}};
	return hotLine({...state(), live}, width)
		.map(({text}) => text)
		.join('');
};
const serving = (): Scripted => {
	const scene = scripted();
	scene.sample(0, ...everything());
	return scene;
};
const busy = [
	...Array.from({length: 61}, () => sessionOf('10.0.0.9', 80)),
	...Array.from({length: 20}, () => sessionOf('10.0.0.4', 115)),
];

describe('the hot line', () => {
	it('names the busiest client with its share, the namespace that is written most, and the size of the data', () => {
		const line = hot(serving(), busy, [namespace('/config', 0, 3), namespace('/jobs', 0, 71)], 78);
		expect(line).toBe(' hot         10.0.0.9 ×61 4.9k/s 68 %   /jobs 71 writes/s   data 2.2 KB'.padEnd(78));
	});

	it('names another namespace where most is read, and both figures of one that leads in both', () => {
		const [read, written] = [namespace('/config', 3200, 0), namespace('/jobs', 5, 71)];
		expect(hot(serving(), busy, [read, written], 110)).toContain(
			'/jobs 71 writes/s  /config 3.2k reads/s   data',
		);
		// Where there is no room for both, the size of the data stays.
		expect(hot(serving(), busy, [read, written], 78)).toContain('/jobs 71 writes/s   data');
		expect(hot(serving(), busy, [read, written], 69)).toContain('68 %  /jobs 71 writes/s  data 2.2 KB');
		expect(hot(serving(), busy, [read, written], 68)).toMatch(/ {3}\/jobs 71 writes\/s +$/);
		expect(hot(serving(), busy, [written])).toContain('/jobs 71 writes/s 5 reads/s   data');
		expect(hot(serving(), busy, [read])).toContain('%   /config 3.2k reads/s   data');
	});

	it('says that nothing is hot where all are idle', () => {
		const idle = [sessionOf('10.0.0.9', 0), sessionOf('10.0.0.4', 0)];
		expect(hot(serving(), idle, [namespace('/jobs', 0, 0)])).toContain(
			' hot         no client asks for anything   nothing read or written   data',
		);
		expect(hot(serving(), [])).toContain(' hot         no client   ');
	});

	it('says why nobody can know, and of how many servers it knows', () => {
		const shut = scripted();
		shut.sample(0, ...everything(['mntr', 'srvr']), ...names.map(name => refuses(name, 'cons')));
		expect(hot(shut)).toContain('clients unknown: cons is not answered');
		const silent = scripted();
		silent.sample(0, ...everything(), fails('zk2', 'cons'));
		expect(hot(silent, busy)).toContain('10.0.0.9 ×61 4.9k/s 68 % of 3 of 4 servers');
	});

	it('draws no name raw, and cuts what is long', () => {
		const line = hot(serving(), busy, [namespace(`/${hostile}`, 0, 9)]);
		expect(line).toMatch(/ {3}\/漢字\\x1b.*… 9 writes\/s/);
	});

	it('stands in the servers pane at 120×36, and at 80×24 below the sparklines', () => {
		for (const [columns, rows] of [
			[120, 36],
			[80, 24],
		] as const) {
			const scene = serving();
			scene.does({type: 'resized', columns, rows});
			const lines = screenRows(scene.state()).map(line => line.map(({text}) => text).join(''));
			expect(lines.filter(line => /│ hot {9}/.test(line))).toHaveLength(1);
			expect(lines.filter(line => line.includes('requests/s'))).toHaveLength(1);
		}
	});
});
