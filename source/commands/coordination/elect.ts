// `zktop elect PATH -- CMD…`: runs CMD while we lead.
import {createElection} from '../../recipes/election.ts';
import {ownName} from './own-name.ts';
import type {Scene} from './scene.ts';
import {runWhileHeld} from './while-held.ts';

export const elect = async (scene: Scene<'elect'>): Promise<number> => {
	const {client, recipe, acl, signals} = scene;
	const {path, layout, name = ownName(), command} = recipe;
	const election = createElection(client, path, {layout, name, acl});
	const holding = await election.lead({signal: signals.signal});
	const env = {ZKTOP_ELECTION: path, ZKTOP_NAME: name};
	return runWhileHeld(scene, holding, `the leadership of ${path}`, {command, env});
};
