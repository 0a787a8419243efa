// Waiters that nobody wakes: judged once after each time that the servers told who watches what, by a look at the locks that is newer.
import type {Inspection} from '../../analyze/inspection.ts';
import type {Contender} from '../../analyze/locks/contender.ts';
import type {Handovers} from '../../analyze/locks/handovers.ts';
import {lostIn, stillLost, type Waiter} from '../../analyze/locks/wake-up.ts';
import type {Data, ServerState} from '../state.ts';
import {watchingOf} from '../watching.ts';
import type {DumpSource} from './looking.ts';

/** A hand-over between an answer and the next look would look like a lost wake-up: `dump` has to be asked after it. */
const laterMs = 1000;

type Scene = Pick<Data, 'servers' | 'session'> & Pick<Inspection, 'locks' | 'handovers'>;

export const wakeUpsAfter = (
	{wakeUps, bySession}: Inspection,
	scene: Scene,
	source: DumpSource | undefined,
): Inspection['wakeUps'] => {
	const newest = Math.max(0, ...scene.servers.flatMap(({wchp}) => (wchp.kind === 'fresh' ? [wchp.at] : [])));
	const lookedAt = source?.fresh === true ? source.at : undefined;
	if (newest <= wakeUps.judgedAt || lookedAt === undefined || lookedAt < newest + laterMs) {
		const lost = stillLost(wakeUps.lost, scene.handovers.waiting);
		return lost === wakeUps.lost ? wakeUps : {...wakeUps, lost};
	}

	const {servers, session, handovers} = scene;
	const waiterOf = (contender: Contender): Waiter =>
		waiterIn({servers, session, bySession, handovers, lookedAt}, contender);
	return {lost: lostIn(scene.locks, waiterOf, watchingOf(scene)), judgedAt: newest};
};

/** What is known of a waiter, to say whether it will be woken. */
export const waiterIn = (
	{
		servers,
		session: {clockOffsetMs},
		bySession,
		handovers: {waiting},
		lookedAt,
	}: {
		readonly servers: readonly ServerState[];
		readonly session: Data['session'];
		readonly bySession: Inspection['bySession'];
		readonly handovers: Handovers;
		readonly lookedAt: number;
	},
	{node, session}: Contender,
): Waiter => {
	const row = bySession.get(session);
	const server = servers.find(({name}) => name === row?.server);
	const told = row === undefined || server?.many === true ? undefined : server?.wchp;
	const isCompared = told?.kind === 'fresh' && told.at + laterMs <= lookedAt;
	return {
		standing: waiting.get(node),
		told:
			isCompared && row !== undefined
				? {at: told.at, connectedAt: row.establishedAt - (clockOffsetMs ?? 0)}
				: undefined,
	};
};
