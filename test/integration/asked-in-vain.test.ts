// What the verbs that read say where nothing is, and what is no member of a service.
import {expect, it} from 'vitest';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {programs} from './programs.ts';

describeWithZooKeeper('what was asked in vain', () => {
	const {scene, zktop, freshPath} = programs();

	it.each([
		['services', {members: []}],
		['leader', {leader: null, waiting: []}],
		['transactions', {transactions: []}],
		['tx status', {transactions: []}],
	])('%s says so where there is no such path', async (verb, fields) => {
		const path = freshPath();
		const asked = await zktop(...verb.split(' '), path);
		expect(asked).toMatchObject({exitCode: 3, stderr: ''});
		const problems = [{source: 'znode', kind: 'no-node', message: `${path}: no such znode`}];
		expect(JSON.parse(asked.stdout)).toMatchObject({...fields, problems});
	});

	it('a path that is no transaction has no status, but may have none below', async () => {
		const path = '/no-transaction';
		await scene().witness.create(path, {data: Buffer.from('x')});
		const problems = [{source: 'znode', kind: 'no-transaction', message: `${path}: there is no transaction`}];
		const status = await zktop('tx', 'status', path);
		expect(status.exitCode).toBe(3);
		expect(JSON.parse(status.stdout)).toMatchObject({transactions: [], problems});
		const below = await zktop('transactions', path);
		expect(below.exitCode).toBe(0);
		expect(JSON.parse(below.stdout)).toMatchObject({transactions: [], problems: []});
	});

	it.each([
		['{"adress":"h"}', `--data: Curator's ServiceInstance has no "adress"; did you mean "address"?`],
		['{"weight":1}', `--data: Curator's ServiceInstance has no "weight"; it has name, id, address, port`],
	])('a registration is refused what Curator does not know: %s', async (data, message) => {
		const path = freshPath();
		const args = ['register', path, '--name', 'a', '--layout', 'curator', '--data', data];
		const refused = await zktop(...args, '--', 'echo', 'ran');
		expect(refused).toMatchObject({exitCode: 2, stdout: ''});
		expect(refused.stderr).toContain(message);
		expect(await scene().witness.exists(path)).toBeUndefined();
	});

	it('a folder is no member, but an instance of Curator’s that outlives its session is', async () => {
		const path = '/level';
		const {witness} = scene();
		const instance = '{"name":"level","id":"kept","serviceType":"PERMANENT"}';
		await witness.create(path);
		await witness.create(`${path}/folder`);
		await witness.create(`${path}/kept`, {data: Buffer.from(instance)});
		await witness.create(`${path}/live`, {ephemeral: true});
		const asked = await zktop('services', path);
		expect(asked.exitCode).toBe(0);
		const {members, others} = JSON.parse(asked.stdout) as {members: Array<{name: string}>; others: unknown};
		expect(members.map(({name}) => name)).toEqual(['kept', 'live']);
		expect(others).toEqual(['folder']);
	});
});
