// `zktop lock PATH -- CMD…`: runs CMD while the lock is ours.
import {describeHolder} from '../../recipes/errors.ts';
import {createLock} from '../../recipes/lock.ts';
import {ownName} from './own-name.ts';
import {say, type Scene} from './scene.ts';
import {runWhileHeld} from './while-held.ts';

export const lock = async (scene: Scene<'lock'>): Promise<number> => {
	const {client, recipe, acl, signals} = scene;
	const {path, kind, layout, timeoutMs, name = ownName(), command} = recipe;
	const holding = await createLock(client, path, {kind, layout, name, acl}).acquire({
		signal: signals.signal,
		onWaiting(holder) {
			say(`waiting for ${path}${holder === undefined ? '' : `, held by ${describeHolder(holder)}`}`);
		},
		...(timeoutMs !== undefined && {timeoutMs}),
	});
	return runWhileHeld(scene, holding, `the lock ${path}`, {command, env: {ZKTOP_LOCK: path}});
};
