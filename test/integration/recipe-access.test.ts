// Who may do what with what zktop makes, and what stops it before it begins.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import {openSession} from '../../source/recipes/session.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder} from '../helpers/temp-folder.ts';
import {runZktop} from '../helpers/zktop.ts';
import {programs, start} from './programs.ts';

describeWithZooKeeper('what zktop makes', () => {
	const folder = makeTempFolder('access');
	const {scene, atEnd, freshPath, namesAt} = programs();
	const file = (name: string, text: string): string => {
		const path = join(folder.path, name);
		writeFileSync(path, text, {mode: 0o600});
		return path;
	};

	afterAll(() => {
		folder.remove();
	});

	it('is its own where it says who it is, and others are denied', async () => {
		const path = '/of-zoe/lock';
		const {ensemble} = scene();
		const who = ['--auth', 'digest:zoe', '--auth-file', file('password', 'secret')];
		const holder = start([
			...['lock', path, '-c', ensemble.connectString, ...who, '--', 'sh', '-c', 'echo up; exec sleep 60'],
		]);
		atEnd(() => void holder.child.kill('SIGKILL'));
		await holder.heard(/up/);
		const credentials = [{kind: 'digest', user: 'zoe', password: 'secret'}] as const;
		const security = {tls: undefined, credentials};
		const zoe = await openSession(ensemble.connectString, {security});
		atEnd(async () => zoe.close());
		expect((await zoe.acl(path)).acl).toEqual([
			{permissions: 31, scheme: 'digest', id: expect.stringMatching(/^zoe:/) as unknown},
		]);
		const stranger = await runZktop(['lock', path, '-c', ensemble.connectString, '--', 'echo', 'ran']);
		expect(stranger).toMatchObject({exitCode: 77, stdout: ''});
		expect(stranger.stderr).toContain('not authorised');
		const same = await runZktop([
			'lock',
			path,
			'-c',
			ensemble.connectString,
			...who,
			'--try',
			'--',
			'echo',
			'ran',
		]);
		expect(same).toMatchObject({exitCode: 75, stdout: ''});
		expect(same.stderr).not.toContain('open to everybody');
	});

	it('is open where nobody says who they are, with a warning, or as --acl has it', async () => {
		const {ensemble, witness} = scene();
		const [open, named] = [freshPath(), freshPath()];
		const value = file('value', 'x');
		const warned = await runZktop(['publish', open, value, '-c', ensemble.connectString]);
		expect(warned.exitCode).toBe(0);
		expect(warned.stderr).toContain('our znodes are open to everybody');
		const acl = ['--acl', 'world:anyone:r', '--acl', 'ip:127.0.0.1:cdrwa'];
		const silent = await runZktop(['publish', named, value, '-c', ensemble.connectString, ...acl]);
		expect(silent).toMatchObject({exitCode: 0, stderr: ''});
		await witness.sync();
		expect((await witness.acl(open)).acl).toEqual([{permissions: 31, scheme: 'world', id: 'anyone'}]);
		expect((await witness.acl(named)).acl).toEqual([
			{permissions: 1, scheme: 'world', id: 'anyone'},
			{permissions: 31, scheme: 'ip', id: '127.0.0.1'},
		]);
	});

	it('is nothing in a context that lets nothing be written; what is there can be read', async () => {
		const path = freshPath();
		const hosts = JSON.stringify(scene().ensemble.connectString.split(','));
		const config = file('config.toml', `[contexts.prod]\nhosts = ${hosts}\nwrite = "never"\n`);
		const where = ['--config', config, '-c', 'prod'];
		for (const args of [
			['lock', path, ...where, '--', 'echo', 'ran'],
			['elect', path, ...where, '--', 'echo', 'ran'],
			['publish', path, file('value', 'x'), ...where],
			['tx', 'begin', path, '--participants', 'a', ...where],
		]) {
			const refused = await runZktop(args);
			expect(refused).toMatchObject({exitCode: 77, stdout: ''});
			expect(refused.stderr).toContain('context prod lets nothing be written (write = "never")');
		}

		expect(await namesAt(path)).toEqual([]);
		expect(await runZktop(['services', '/', ...where])).toMatchObject({exitCode: 0});
	});

	it('is nothing where no server is reached, or the chroot does not exist', async () => {
		const {ensemble} = scene();
		const nobody = await runZktop(['lock', '/a', '-c', '127.0.0.1:1', '--', 'echo', 'ran']);
		expect(nobody).toMatchObject({exitCode: 69, stdout: ''});
		expect(nobody.stderr).toContain('127.0.0.1:1: connection refused');
		const rootless = await runZktop([
			'lock',
			'/a',
			'-c',
			`${ensemble.connectString}/none`,
			'--',
			'echo',
			'ran',
		]);
		expect(rootless).toMatchObject({exitCode: 2, stdout: ''});
		expect(rootless.stderr).toContain('chroot');
	});
});
