// The whole play: an ensemble and all who live on it.
import {setTimeout as sleep} from 'node:timers/promises';
import {configs} from './actors/configs.ts';
import {elections} from './actors/elections.ts';
import {locks} from './actors/locks.ts';
import {services} from './actors/services.ts';
import {transfers} from './actors/transfers.ts';
import {visitors} from './actors/visitors.ts';
import {Ensemble} from './ensemble/ensemble.ts';
import {chanceOf, createStage, keepPlaying, type Stage} from './stage.ts';

export type PlayOptions = {
	readonly servers: number;
	/** The first client port; 0: any free ones. */
	readonly port: number;
	readonly seed: number;
	/** 0: nobody but who is in the drill. */
	readonly load: number;
};

/** Who leaves a queue takes away what is its own there, if there is a server to tell. */
const leaveWithinMs = 2000;

export type Play = {
	readonly ensemble: Ensemble;
	readonly stage: Stage;
	end(): Promise<void>;
};

/** Whoever looks then sees services, leaders and holders, not only whoever looks a tick later. */
const folders = ['/services/', '/elections/', '/locks/'];
const curtainMs = 600;
const lookEveryMs = 10;

/** Resolves when the ensemble serves, and the first actors are on, if that does not take long. */
export const startPlay = async ({servers, port, seed, load}: PlayOptions): Promise<Play> => {
	const over = new AbortController();
	const ensemble = new Ensemble({servers, port, random: chanceOf(seed)});
	await ensemble.start();
	const stage = createStage(ensemble, {seed, load, signal: over.signal});
	const cast = load === 0 ? [] : [...services, ...elections, ...locks, ...configs, ...transfers, ...visitors];
	const lives = cast.map(async act => keepPlaying(stage, act));
	for (let left = cast.length === 0 ? 0 : curtainMs; left > 0 && !isPeopled(ensemble); left -= lookEveryMs) {
		await sleep(lookEveryMs);
	}

	return {
		ensemble,
		stage,
		async end() {
			over.abort(new Error('the play is over'));
			await Promise.race([Promise.allSettled(lives), sleep(leaveWithinMs, undefined, {ref: false})]);
			ensemble.stop();
		},
	};
};

const isPeopled = ({quorum: {head}}: Ensemble): boolean => {
	const paths = [...head.ephemerals.values()].flatMap(own => [...own]);
	return folders.every(folder => paths.some(path => path.startsWith(folder)));
};
