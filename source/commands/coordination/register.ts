// `zktop register PATH --name NAME -- CMD…`: registered while CMD runs.
import {nearest} from '../../options/nearest.ts';
import type {Recipe} from '../../options/recipe/recipe.ts';
import {UsageError} from '../../options/usage-error.ts';
import {register as registerAt} from '../../recipes/membership.ts';
import {baseName} from '../../zookeeper/paths.ts';
import {readPublic} from '../../options/access/files.ts';
import {startProgram} from './program.ts';
import {say, type Scene} from './scene.ts';

type Registering = Extract<Recipe, {verb: 'register'}>;

/** The exit code when somebody else got the name while the program ran. */
const lost = 70;

export const register = async ({client, recipe, acl, signals}: Scene<'register'>): Promise<number> => {
	const {path, name, timeoutMs, command} = recipe;
	const registration = await registerAt(client, path, name, {
		acl,
		data: await dataOf(recipe),
		signal: signals.signal,
		...(timeoutMs !== undefined && {timeoutMs}),
	});
	const env = {ZKTOP_REGISTRY: path, ZKTOP_NAME: name, ZKTOP_NODE: registration.node};
	const program = startProgram(command, env, signals);
	registration.signal.addEventListener('abort', () => {
		say(`lost the name ${name}: ${(registration.signal.reason as Error).message}; the command gets SIGTERM`);
		program.kill('SIGTERM');
	});
	const exitCode = await program.ended;
	if (registration.signal.aborted) {
		return lost;
	}

	await registration.leave();
	return exitCode;
};

const dataOf = async (recipe: Registering): Promise<Buffer> => {
	const {data, layout} = recipe;
	const bytes = data?.startsWith('@') === true ? await readNamed(data.slice(1)) : Buffer.from(data ?? '');
	const fields = data === undefined ? {} : parsed(bytes);
	return layout === 'curator' ? Buffer.from(JSON.stringify(instanceOf(recipe, fields))) : bytes;
};

const readNamed = async (path: string): Promise<Buffer> =>
	readPublic({path, what: 'file with the data', namedBy: '--data'});

const parsed = (bytes: Buffer): unknown => {
	try {
		return JSON.parse(bytes.toString());
	} catch (error) {
		throw new UsageError(`--data is no JSON: ${error instanceof Error ? error.message : String(error)}`);
	}
};

/** As Curator's service discovery has it (JsonInstanceSerializer): address, port, sslPort and payload are the user's. */
const instanceOf = ({path, name}: Registering, fields: unknown): Readonly<Record<string, unknown>> => {
	if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
		throw new UsageError(
			'--data wants an object with --layout curator: {"address": …, "port": …, "payload": …}',
		);
	}

	refuseUnknown(Object.keys(fields));
	return {
		name: baseName(path),
		id: name,
		address: null,
		port: null,
		sslPort: null,
		payload: null,
		registrationTimeUTC: Date.now(),
		serviceType: 'DYNAMIC',
		uriSpec: null,
		...fields,
	};
};

/** curator-x-discovery: ServiceInstance. */
const instanceFields: readonly string[] = [
	...['name', 'id', 'address', 'port', 'sslPort', 'payload'],
	...['registrationTimeUTC', 'serviceType', 'uriSpec', 'enabled'],
];

const refuseUnknown = (names: readonly string[]): void => {
	const unknown = names.find(name => !instanceFields.includes(name));
	if (unknown === undefined) {
		return;
	}

	const near = nearest(unknown, instanceFields);
	const fix = near === undefined ? `it has ${instanceFields.join(', ')}` : `did you mean "${near}"?`;
	throw new UsageError(`--data: Curator's ServiceInstance has no "${unknown}"; ${fix}`);
};
