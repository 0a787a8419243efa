// The reigns' slice: who led, by what the servers tell.
import type {Ensemble} from '../analyze/ensemble.ts';
import {reignsAfter, type Reigns} from '../analyze/reigns.ts';
import type {ServerState} from './state.ts';

/** The reigns after a sample that came at `now`. */
export const reduceReigns = (
	reigns: Reigns,
	ensemble: Ensemble,
	servers: readonly ServerState[],
	now: number,
): Reigns => {
	const leader = servers.find(({name}) => name === ensemble.leader);
	const told = leader?.srvr.kind === 'unsupported' ? leader.mntr : leader?.srvr;
	return reignsAfter(reigns, {...ensemble, leaderAt: told?.kind === 'fresh' ? told.at : undefined}, now);
};
