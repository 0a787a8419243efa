// `npm run ensemble [1|3|5]`: a real ensemble to play with; `freeze 2`, `resume 2`, `kill 2`, `stop 2`, `restart 2` on stdin.
import {createInterface} from 'node:readline';
import {startEnsemble, type Ensemble, type EnsembleOptions, type Server} from './ensemble.ts';

const verbs: Readonly<Record<string, (server: Server) => Promise<void> | void>> = {
	freeze: async server => server.freeze(),
	resume: server => {
		server.resume();
	},
	kill: async server => server.kill(),
	stop: async server => server.stop(),
	restart: async server => server.restart(),
};

const usage = `commands: ${Object.keys(verbs).join(' N · ')} N · list (ctrl-c ends all)`;

const isCount = (count: number): count is EnsembleOptions['servers'] =>
	count === 1 || count === 3 || count === 5;

const list = async ({servers}: Ensemble): Promise<string> => {
	const rows = servers.map(async server => {
		const state = server.running
			? server.frozen
				? 'frozen'
				: ((await server.mode()) ?? 'not serving')
			: 'ended';
		return `  ${server.id}  ${server.connect}  pid ${server.pid}  ${state}`;
	});
	return (await Promise.all(rows)).join('\n');
};

const obey = async (ensemble: Ensemble, line: string): Promise<string> => {
	const [verb = '', id] = line.trim().split(/\s+/);
	const server = ensemble.servers.find(({id: own}) => String(own) === id);
	const act = verbs[verb];
	if (act !== undefined && server !== undefined) {
		await act(server);
	} else if (verb !== 'list') {
		return usage;
	}

	return list(ensemble);
};

const count = Number(process.argv[2] ?? 3);
if (!isCount(count)) {
	console.error('npm run ensemble [1|3|5]');
	process.exit(2);
}

const ensemble = await startEnsemble({servers: count});
console.log(`${ensemble.connectString}\n${await list(ensemble)}\n${usage}`);
for await (const line of createInterface({input: process.stdin})) {
	console.log(await obey(ensemble, line));
}

// Standard input has ended (it was not a terminal): serve until killed.
setInterval(() => undefined, 2 ** 30);
