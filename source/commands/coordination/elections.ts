// `zktop elections PATH`, also `zktop leader PATH`: who leads and who would be next, as JSON.
import {followElection, readElection, type Candidates} from '../../recipes/election.ts';
import type {Holder} from '../../recipes/errors.ts';
import {printJson} from './print.ts';
import type {Scene} from './scene.ts';

export const elections = async ({client, recipe, signals}: Scene<'elections'>): Promise<number> => {
	const {path, layout, follow} = recipe;
	const {signal} = signals;
	if (!follow) {
		printJson(electionJson(path, await readElection(client, path, layout, signal)), follow);
		return 0;
	}

	for await (const candidates of followElection(client, path, layout, signal)) {
		printJson(electionJson(path, candidates), follow);
	}

	return 0;
};

const electionJson = (path: string, [leader, ...waiting]: Candidates) => ({
	path,
	leader: leader === undefined ? null : candidateJson(leader),
	waiting: waiting.map(candidateJson),
});

const candidateJson = ({who, node, session, fence, since}: Holder) => ({
	name: who,
	node,
	session: session ?? null,
	fence,
	since: new Date(since).toISOString(),
});
