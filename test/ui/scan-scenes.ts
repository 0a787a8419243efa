// Scans of the tree where no server tells of locks: what they bring, bit by bit.
import type {JobArrival} from '../../source/collect/jobs/job.ts';
import type {Scanned} from '../../source/collect/jobs/scan.ts';
import {connects, everything, names, refuses, type Scripted} from '../store/scripted.ts';
import {lock, nodeOf, opened, press} from './lock-scenes.ts';

export const shut = (columns = 120, rows = 36): Scripted => {
	const screen = opened(columns, rows);
	screen.sample(0, connects('zk3', '0x300000ec8e50001'));
	screen.sample(1, ...everything(), ...names.map(name => refuses(name, 'dump')));
	return screen;
};

export const line = (...sessions: ReadonlyArray<string | undefined>): Scanned => ({
	lines: [
		{
			parent: lock,
			cversion: 0,
			members: sessions.map((session, index) => ({path: nodeOf(index + 1), session})),
		},
	],
	ephemerals: [],
	passedOver: 0,
	unseen: 0,
});

export const tells = (
	screen: Scripted,
	state: JobArrival['state'],
	found: Scanned | undefined,
	read = 10,
	under: readonly string[] = ['/'],
): JobArrival => ({
	of: 'job',
	id: screen.state().view.scan?.id ?? '',
	state,
	progress: {read, vanished: 0, left: state === 'done' ? 0 : 90, failed: 0, failure: undefined, tookMs: 2000},
	brought: {kind: 'scan', under, found},
});

/** One that was begun by its key, after its price. */
export const scanning = (columns = 120, rows = 36): Scripted => {
	const screen = shut(columns, rows);
	press(screen, 'f');
	press(screen, 'enter');
	return screen;
};
