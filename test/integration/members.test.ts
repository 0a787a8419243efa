// Who belongs to a real ensemble when the connect string does not say it: found, remembered, guessed, balanced.
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import {startBalancer} from '../helpers/balancer.ts';
import {startEnsemble, type Ensemble, type Server} from '../helpers/ensemble.ts';
import {startServer} from '../helpers/ensemble-server.ts';
import {freePorts} from '../helpers/free-ports.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder, type TempFolder} from '../helpers/temp-folder.ts';
import {until} from '../helpers/until.ts';
import {findZooKeeper} from '../helpers/zookeeper-home.ts';
import {runZktop} from '../helpers/zktop.ts';

type Printed = {
	readonly ensemble: {
		readonly quorum: string;
		readonly voters: number;
		readonly votersKnownFrom: string;
		readonly needed: number;
		readonly inStep: number;
		readonly leader: string | null;
	};
	readonly servers: ReadonlyArray<{
		readonly server: string;
		readonly named: boolean;
		readonly portGuessed: boolean;
		readonly many: boolean;
		readonly standsFor: readonly number[];
		readonly id: number | null;
		readonly role: string | null;
		readonly reading: string;
		readonly requestsPerSecond: number | null;
	}>;
};

const servers = async (
	connectString: string,
	flags: readonly string[] = [],
	env: Readonly<Record<string, string>> = {},
): Promise<Printed & {readonly exitCode: number | null}> => {
	const {stdout, exitCode} = await runZktop(['servers', '-c', connectString, ...flags], env);
	return {...(JSON.parse(stdout.split('\n}\n{')[0] ?? '') as Printed), exitCode};
};
const names = ({servers}: Printed): readonly string[] =>
	servers.map(({server, named}) => `${named ? '' : '+'}${server}`);

describeWithZooKeeper('the members of an ensemble', () => {
	let ensemble: Ensemble;
	let folder: TempFolder;
	beforeAll(async () => {
		folder = makeTempFolder('members');
		ensemble = await startEnsemble({
			servers: 3,
			configOf: id => (id === 3 ? {'4lw.commands.whitelist': 'srvr'} : {}),
		});
		await ensemble.waitServing();
	});
	afterAll(async () => {
		await ensemble.stop();
		folder.remove();
	});
	afterEach(async () => ensemble.waitServing());

	const [first, second, third] = [0, 1, 2].map(index => () => ensemble.servers[index] as Server) as [
		() => Server,
		() => Server,
		() => Server,
	];

	it('are found by conf when one server is named, and asked', async () => {
		const printed = await servers(first().connect);
		expect(names(printed)).toEqual([first().connect, `+${second().connect}`, `+${third().connect}`]);
		expect(printed.ensemble).toMatchObject({voters: 3, inStep: 3});
		expect(printed.ensemble.leader).not.toBeNull();
		expect(printed.exitCode).toBe(0);
	});

	it('are found by /zookeeper/config over our session where conf is shut', async () => {
		const state = makeTempFolder('session');
		const file = join(state.path, 'zktop/members.json');
		await until(
			async () => {
				await runZktop(['locks', '/none', '-c', third().connect], {XDG_STATE_HOME: state.path});
				return existsSync(file) || undefined;
			},
			() => 'a run was told the members',
			{withinMs: 20_000},
		);
		expect(readFileSync(file, 'utf8')).toMatch(/"id":1,.*"id":2,.*"id":3,/);
		state.remove();
	});

	it('are remembered, so that one of three in an outage is one of three, and two are needed', async () => {
		const env = {XDG_STATE_HOME: folder.path};
		await servers(first().connect, [], env);
		await second().kill();
		await third().kill();
		const down = async () => {
			const printed = await servers(first().connect, [], env);
			return printed.ensemble.quorum === 'no' ? printed : undefined;
		};
		const printed = await until(down, () => 'the quorum is lost', {withinMs: 30_000});
		expect(printed.ensemble).toMatchObject({voters: 3, votersKnownFrom: 'remembered', needed: 2});
		expect(printed.servers.map(({reading}) => reading)).toEqual(['failed', 'failed', 'failed']);
		expect(printed.exitCode).toBe(69);
		const forgetful = await servers(first().connect);
		expect(forgetful.ensemble).toMatchObject({voters: 1, votersKnownFrom: 'named'});
		await Promise.all([second().restart(), third().restart()]);
	});

	it('that answer under one name are told apart, asked themselves, and the name has no figures', async () => {
		const balancer = await startBalancer(ensemble.servers.slice(0, 2).map(({clientPort}) => clientPort));
		const lines: Printed[] = [];
		const printed = await until(
			async () => {
				lines.push(await servers(balancer.connect, ['--interval', '0.2']));
				const last = lines.at(-1);
				return last?.servers[0]?.many === true ? last : undefined;
			},
			() => `the balancer is known for one: ${JSON.stringify(lines.at(-1))}`,
			{withinMs: 30_000},
		);
		expect(printed.servers[0]).toMatchObject({
			server: balancer.connect,
			id: null,
			role: null,
			requestsPerSecond: null,
		});
		expect([1, 2]).toEqual(expect.arrayContaining([...(printed.servers[0]?.standsFor ?? [])]));
		expect(names(printed).slice(1)).toEqual(ensemble.servers.map(({connect}) => `+${connect}`));
		expect(printed.ensemble).toMatchObject({voters: 3, inStep: 3});
		await balancer.stop();
	});
});

describeWithZooKeeper('an observer', () => {
	it('is found, and is no voter', async () => {
		const ensemble = await startEnsemble({servers: 3, observers: [3]});
		await ensemble.waitServing();
		const [first] = ensemble.servers;
		const printed = await servers(first?.connect ?? '');
		expect(printed.ensemble).toMatchObject({voters: 2, needed: 2, inStep: 2});
		expect(printed.servers.map(({role}) => role).toSorted()).toEqual(['follower', 'leader', 'observer']);
		await ensemble.stop();
	});
});

describeWithZooKeeper('a static configuration', () => {
	it('names no client ports: they are guessed, and said', async () => {
		const home = findZooKeeper();
		const folder = makeTempFolder('static');
		const [port = 0, quorum = 0, election = 0] = await freePorts(3);
		const members = Object.fromEntries(
			[1, 2, 3].map(id => [`server.${id}`, `127.0.0.${id}:${quorum}:${election}`]),
		);
		const running = await Promise.all(
			[1, 2, 3].map(async id =>
				startServer({
					id,
					folder: join(folder.path, `server-${id}`),
					clientPort: port,
					config: {
						tickTime: '1000',
						initLimit: '10',
						syncLimit: '5',
						'4lw.commands.whitelist': '*',
						'admin.enableServer': 'false',
						clientPort: String(port),
						clientPortAddress: `127.0.0.${id}`,
						...members,
					},
					env: {},
					home: home as NonNullable<typeof home>,
				}),
			),
		);
		const printed = await until(
			async () => {
				const told = await servers(`127.0.0.1:${port}`);
				return told.ensemble.inStep === 3 ? told : undefined;
			},
			() => 'all three serve',
			{withinMs: 30_000},
		);
		expect(names(printed)).toEqual([1, 2, 3].map(id => `${id === 1 ? '' : '+'}127.0.0.${id}:${port}`));
		expect(printed.servers.map(({portGuessed}) => portGuessed)).toEqual([false, true, true]);
		await Promise.all(running.map(async server => server.kill()));
		folder.remove();
	});
});
