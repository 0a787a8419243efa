// One path, one recipe: what holds a lock or a transaction is refused to all others before it can be broken.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {createLock} from '../../source/recipes/lock.ts';
import {joinTransaction} from '../../source/recipes/participant.ts';
import {publish} from '../../source/recipes/publication.ts';
import {openSession} from '../../source/recipes/session.ts';
import {beginTransaction, type Vote} from '../../source/recipes/transaction.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder} from '../helpers/temp-folder.ts';
import {until} from '../helpers/until.ts';
import {programs} from './programs.ts';

describeWithZooKeeper('a path', () => {
	const folder = makeTempFolder('one-recipe');
	const value = join(folder.path, 'value');
	const {scene, zktop, running, freshPath, atEnd} = programs();
	const begun = async (path: string): Promise<void> => {
		await until(
			async () => ((await scene().witness.exists(`${path}/decision`)) === undefined ? undefined : true),
			() => `${path} is begun`,
		);
	};
	const joining = async (path: string): Promise<Vote> =>
		joinTransaction(scene().witness, path, {
			as: 'a',
			prepare: async () => Promise.resolve(true),
			commit: async () => Promise.resolve(),
			abort: async () => Promise.resolve(),
		});

	beforeAll(() => {
		writeFileSync(value, 'x');
	});
	afterAll(() => {
		folder.remove();
	});

	it('of a transaction lets no value, lock, election or registration in', async () => {
		const path = freshPath();
		running(scene().ensemble.connectString, 'tx', 'begin', path, '--participants', 'a', '--timeout', '30');
		await begun(path);
		for (const argv of [
			['publish', path, value],
			['publish', path, value, '--expect-version', '0'],
			['publish', `${path}/decision`, value],
			['publish', `${path}/own`, value],
			['register', path, '--name', 'b', '--', 'echo', 'ran'],
			['lock', path, '--', 'echo', 'ran'],
			['lock', `${path}/own`, '--', 'echo', 'ran'],
			['elect', path, '--', 'echo', 'ran'],
			['tx', 'begin', `${path}/own`, '--participants', 'a'],
		]) {
			const refused = await zktop(...argv);
			expect(refused, argv.join(' ')).toMatchObject({exitCode: 2, stdout: ''});
			expect(refused.stderr).toMatch(
				new RegExp(`${path}\\S* (lies in ${path}, which )?holds a transaction .*; take another PATH`),
			);
		}

		expect(await joining(path)).toBe('commit');
	});

	it('of a lock lets no value, registration or transaction in', async () => {
		const path = freshPath();
		const holding = await createLock(scene().witness, path).acquire();
		for (const argv of [
			['publish', path, value],
			['publish', `${path}/below`, value],
			['publish', holding.node, value],
			['register', path, '--name', 'a', '--', 'echo', 'ran'],
			['tx', 'begin', path, '--participants', 'a'],
		]) {
			const refused = await zktop(...argv);
			expect(refused, argv.join(' ')).toMatchObject({exitCode: 2, stdout: ''});
			expect(refused.stderr).toMatch(
				/ holds zktop-\S+, a contender for a lock or an election \(zktop's\); take another PATH/,
			);
		}
	});

	it('where a lock was is free for a transaction, which two coordinators begin once', async () => {
		const path = freshPath();
		const {witness} = scene();
		await (await createLock(witness, path).acquire()).release();
		const begin = async (): Promise<Vote> =>
			beginTransaction(witness, path, {participants: ['a'], timeoutMs: 20_000});
		const votes = [begin(), begin()];
		await begun(path);
		expect(await joining(path)).toBe('commit');
		expect(await Promise.all(votes)).toEqual(['commit', 'commit']);
	});

	it('of a value costs two requests for each new one: a look, and the write', async () => {
		const client = await openSession(scene().ensemble.connectString, {sessionTimeoutMs: 4000});
		atEnd(async () => client.close());
		const path = freshPath();
		await publish(client, path, Buffer.from('1'));
		const before = client.traffic();
		await publish(client, path, Buffer.from('2'));
		expect(client.traffic().packetsSent - before.packetsSent).toBe(2);
	});
});
