// Transactions on a real ensemble: all or nothing, and one decision for all, whoever crashes.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import {joinTransaction} from '../../source/recipes/participant.ts';
import {openSession} from '../../source/recipes/session.ts';
import {beginTransaction, type Vote} from '../../source/recipes/transaction.ts';
import {readTransactions} from '../../source/recipes/transactions.ts';
import {startCuttingProxy} from '../helpers/cutting-proxy.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder} from '../helpers/temp-folder.ts';
import {until} from '../helpers/until.ts';
import {programs} from './programs.ts';

const setData = 5;
const multi = 14;

describeWithZooKeeper('a transaction', () => {
	const folder = makeTempFolder('transactions');
	const {scene, zktop, running, freshPath, atEnd} = programs();
	let count = 0;
	const file = (text: string): string => {
		count += 1;
		const path = join(folder.path, String(count));
		writeFileSync(path, text);
		return path;
	};
	const linesOf = (...changes: readonly object[]): string =>
		file(changes.map(change => JSON.stringify(change)).join('\n'));
	const ignore = async (): Promise<void> => Promise.resolve();
	const joining = async (path: string, as: string, vote: Vote, log: string[] = []): Promise<Vote> =>
		joinTransaction(scene().witness, path, {
			as,
			prepare: async () => Promise.resolve(vote === 'commit'),
			commit: async payload => Promise.resolve(void log.push(`${as} commits ${payload.toString()}`)),
			abort: async payload => Promise.resolve(void log.push(`${as} aborts ${payload.toString()}`)),
		});

	afterAll(() => {
		folder.remove();
	});

	it('of ZooKeeper’s makes all changes, or none and says which was refused', async () => {
		const path = '/applied';
		const {witness} = scene();
		const made = linesOf(
			{op: 'create', path, data: 'a'},
			{op: 'create', path: `${path}/n-`, sequential: true},
			{op: 'set', path, data: 'b', version: 0},
			{op: 'check', path, version: 1},
		);
		const done = await zktop('tx', 'apply', made);
		expect(done.exitCode).toBe(0);
		expect((JSON.parse(done.stdout) as {results: unknown}).results).toEqual([
			{op: 'create', path},
			{op: 'create', path: `${path}/n-0000000000`},
			{op: 'set', path, version: 1, mzxid: expect.any(String) as unknown},
			{op: 'check', path},
		]);
		const refused = await zktop(
			...[
				'tx',
				'apply',
				linesOf({op: 'set', path, data: 'c'}, {op: 'delete', path, version: 7}, {op: 'delete', path}),
			],
		);
		expect(refused).toMatchObject({exitCode: 65, stdout: ''});
		expect(refused.stderr).toContain(
			`nothing was done: line 2, {"op":"delete","path":"${path}","version":7}: ${path}:`,
		);
		expect((await witness.data(path)).data?.toString()).toBe('b');
	});

	it.each([
		['nonsense', 'line 1 of the transaction, nonsense: is no object of JSON'],
		['{"op":"move","path":"/a"}', '"op" is one of create, set, delete, check'],
		['\n{"op":"delete","path":"a/"}', 'line 2 of the transaction'],
		['{"op":"set","path":"/a","versoin":1}', 'set has no "versoin"; it has path, data, base64, version'],
		['{"op":"set","path":"/a","base64":"?"}', '"base64" is no base64'],
		['', 'has no changes'],
	])('of ZooKeeper’s with a line like %s is refused before it is sent', async (text, reason) => {
		const refused = await zktop('tx', 'apply', file(text));
		expect(refused).toMatchObject({exitCode: 2, stdout: ''});
		expect(refused.stderr).toContain(reason);
	});

	it('of ZooKeeper’s whose answer is lost is in doubt', async () => {
		const proxy = await startCuttingProxy((await scene().ensemble.leader()).connect);
		atEnd(async () => proxy.stop());
		const lost = proxy.loseReplyTo(multi);
		const doubtful = running(proxy.address, 'tx', 'apply', linesOf({op: 'create', path: freshPath()}));
		await lost;
		expect(await doubtful.ended).toMatchObject({exitCode: 75, stdout: ''});
	});

	it('in two phases commits when all have voted for it, and each command gets the payload', async () => {
		const path = `${freshPath()}/order`;
		const {connectString} = scene().ensemble;
		const command = (what: string): string => `echo ${what} $ZKTOP_TX $ZKTOP_PARTICIPANT $(cat)`;
		const parties = ['a', 'b'].map(name =>
			running(
				connectString,
				...['tx', 'join', path, '--as', name, '--prepare', command('prepare')],
				...['--commit', command('commit'), '--abort', command('abort')],
			),
		);
		await Promise.all(parties.map(async party => party.said(/waiting for \S+: no transaction has begun/)));
		const begun = await zktop('tx', 'begin', path, '--participants', 'a,b', '--payload', file('17 pears'));
		expect(begun.exitCode).toBe(0);
		expect(JSON.parse(begun.stdout)).toMatchObject({path, decision: 'commit'});
		for (const [index, party] of parties.entries()) {
			const name = 'ab'.charAt(index);
			const stdout = ['prepare', 'commit'].map(what => `${what} ${path} ${name} 17 pears\n`).join('');
			expect(await party.ended).toMatchObject({exitCode: 0, stdout});
		}

		const status = await zktop('tx', 'status', path);
		expect(JSON.parse(status.stdout)).toMatchObject({
			transactions: [{path, state: 'committed', missing: [], inDoubtSince: null}],
		});
		expect(await zktop('tx', 'begin', path, '--participants', 'a,b')).toMatchObject({exitCode: 0});
		expect(await zktop('tx', 'begin', path, '--participants', 'a,c')).toMatchObject({exitCode: 2});
	});

	it('in two phases aborts for all when one votes against it', async () => {
		const path = freshPath();
		const log: string[] = [];
		const votes = await Promise.all([
			beginTransaction(scene().witness, path, {participants: ['a', 'b'], timeoutMs: 20_000}),
			joining(path, 'a', 'commit', log),
			joining(path, 'b', 'abort', log),
		]);
		expect(votes).toEqual(['abort', 'abort', 'abort']);
		expect(log.sort()).toEqual(['a aborts ', 'b aborts ']);
	});

	it('in two phases aborts when a vote is missing at the timeout, and says who is missing', async () => {
		const path = freshPath();
		const {connectString} = scene().ensemble;
		const begun = running(connectString, 'tx', 'begin', path, '--participants', 'a,b', '--timeout', '2');
		const party = joining(path, 'a', 'commit');
		await until(
			async () => {
				const [transaction] = await readTransactions(scene().witness, path);
				return transaction?.missing.join() === 'b' ? true : undefined;
			},
			() => 'a has voted',
		);
		const status = JSON.parse((await zktop('transactions', path)).stdout) as unknown;
		expect(status).toMatchObject({
			transactions: [{state: 'voting', missing: ['b'], participants: [{vote: 'commit'}, {vote: null}]}],
		});
		expect(await begun.ended).toMatchObject({exitCode: 65});
		expect(await party).toBe('abort');
	});

	it('in two phases is decided by the participants when the coordinator is gone', async () => {
		const path = freshPath();
		const {connectString} = scene().ensemble;
		const begun = running(connectString, 'tx', 'begin', path, '--participants', 'a,b', '--timeout', '3');
		await until(
			async () => (await scene().witness.exists(path)) && true,
			() => 'it is begun',
		);
		begun.child.kill('SIGKILL');
		await begun.ended;
		const log: string[] = [];
		expect(await Promise.all([joining(path, 'a', 'commit', log), joining(path, 'b', 'commit', log)])).toEqual(
			['commit', 'commit'],
		);
		expect(log.sort()).toEqual(['a commits ', 'b commits ']);
		expect(await zktop('tx', 'begin', path, '--participants', 'a,b')).toMatchObject({exitCode: 0});
	});

	it('in two phases is carried out by a participant that was killed, once it is run again', async () => {
		const path = freshPath();
		const {connectString} = scene().ensemble;
		const gate = join(folder.path, 'gate');
		const args = (commit: string): string[] => [
			...['tx', 'join', path, '--as', 'a', '--prepare', 'true'],
			...['--commit', commit, '--abort', 'echo aborted'],
		];
		const first = running(
			connectString,
			...args(`echo begun; while [ ! -e ${gate} ]; do sleep 0.05; done; echo late`),
		);
		const begun = await zktop('tx', 'begin', path, '--participants', 'a');
		expect(begun.exitCode).toBe(0);
		await first.heard(/begun/);
		first.child.kill('SIGKILL');
		const [pending] = await readTransactions(scene().witness, path);
		expect(pending).toMatchObject({state: 'committed', missing: ['a']});
		const second = await running(connectString, ...args('echo committed')).ended;
		expect(second).toMatchObject({exitCode: 0, stdout: 'committed\n'});
		expect(await running(connectString, ...args('echo twice')).ended).toMatchObject({
			exitCode: 0,
			stdout: '',
		});
		writeFileSync(gate, '');
	});

	it('in two phases goes on after lost replies to its votes and its decision', async () => {
		const proxy = await startCuttingProxy((await scene().ensemble.leader()).connect);
		atEnd(async () => proxy.stop());
		const client = await openSession(proxy.address, {sessionTimeoutMs: 4000});
		atEnd(async () => client.close());
		const path = `${freshPath()}/deep/tx`;
		const lostBegin = proxy.loseReplyTo(multi);
		const decision = beginTransaction(client, path, {participants: ['a'], timeoutMs: 20_000});
		await lostBegin;
		const lostVote = proxy.loseReplyTo(setData);
		const party = joinTransaction(client, path, {
			as: 'a',
			prepare: async () => Promise.resolve(true),
			commit: async () => {
				await lostVote;
			},
			abort: ignore,
		});
		await lostVote;
		expect(await Promise.all([decision, party])).toEqual(['commit', 'commit']);
	});

	it('that is none, or takes no such participant, is told of', async () => {
		const path = freshPath();
		const {connectString} = scene().ensemble;
		const rest = ['--prepare', 'true', '--commit', 'true', '--abort', 'true'];
		await scene().witness.create(path, {data: Buffer.from('x')});
		const none = await zktop('tx', 'join', path, '--as', 'a', ...rest);
		expect(none).toMatchObject({exitCode: 2});
		expect(none.stderr).toContain(`${path} is not this transaction`);
		const begin = ['tx', 'begin', `${path}/tx`, '--participants', 'a', '--timeout', '20'];
		const begun = running(connectString, ...begin);
		const stranger = await zktop('tx', 'join', `${path}/tx`, '--as', 'z', ...rest);
		expect(stranger).toMatchObject({exitCode: 2});
		expect(stranger.stderr).toContain('no participant z, there are a');
		begun.child.kill('SIGTERM');
		expect(await begun.ended).toMatchObject({exitCode: 143});
	});
});
