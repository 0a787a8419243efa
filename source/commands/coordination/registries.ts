// `zktop registries PATH`, also `zktop services PATH`: who is registered, as JSON.
import {followDirectory, readDirectory, type Directory, type Entry} from '../../recipes/directory.ts';
import {exitCodeWith, problemsAt} from './path-problem.ts';
import {bytesJson, printJson} from './print.ts';
import type {Scene} from './scene.ts';

export const registries = async ({client, recipe, signals}: Scene<'registries'>): Promise<number> => {
	const {path, follow} = recipe;
	const {signal} = signals;
	if (!follow) {
		const directory = await readDirectory(client, path, signal);
		const problems = directory.length === 0 ? await problemsAt(client, path, signal) : [];
		printJson(directoryJson(path, directory), follow, problems);
		return exitCodeWith(problems);
	}

	for await (const directory of followDirectory(client, path, signal)) {
		printJson(directoryJson(path, directory), follow);
	}

	return 0;
};

const directoryJson = (path: string, directory: Directory) => ({
	path,
	members: directory.filter(isMember).map(entryJson),
	others: directory.filter(entry => !isMember(entry)).map(({name}) => name),
});

/** Ephemeral, or an instance of Curator's that is to outlive its session (ServiceType STATIC, PERMANENT); else a folder or the like. */
const isMember = ({session, data}: Entry): boolean => session !== undefined || isInstance(data);

const isInstance = (data: Buffer | undefined): boolean => {
	try {
		const value: unknown = JSON.parse(data?.toString() ?? '');
		return typeof value === 'object' && value !== null && 'serviceType' in value;
	} catch {
		return false;
	}
};

const entryJson = ({name, data, session, since, version}: Entry) => ({
	name,
	...bytesJson(data),
	session: session ?? null,
	since: new Date(since).toISOString(),
	version,
});
