// source/collect/probes/words.ts and answer.ts
import {describe, expect, it} from 'vitest';
import {answerOf} from '../../source/collect/answer.ts';
import {createLedger} from '../../source/collect/own-load.ts';
import {probeWord} from '../../source/collect/probes/words.ts';
import {UnsupportedError, ZooKeeperError} from '../../source/zookeeper/errors.ts';
import {as, wordServer} from './word-server.ts';

describe('an answer', () => {
	const now = () => 7;
	it('is fresh with the time at which it came', async () => {
		expect(await answerOf(() => Promise.resolve('value'), now)).toEqual({
			kind: 'fresh',
			value: 'value',
			at: 7,
		});
	});

	it('is a failure where ZooKeeper fails', async () => {
		const question = () => Promise.reject(new ZooKeeperError('silent', 'no answer in 2 s'));
		expect(await answerOf(question, now)).toEqual({
			kind: 'failed',
			failure: {kind: 'silent', message: 'no answer in 2 s'},
			at: 7,
		});
	});

	it('is no failure where the door is shut', async () => {
		expect(await answerOf(() => Promise.reject(new UnsupportedError('not whitelisted')), now)).toEqual({
			kind: 'unsupported',
			why: 'not whitelisted',
		});
	});

	it('is none for a defect of ours: that is thrown on', async () => {
		await expect(answerOf(() => Promise.reject(new TypeError('a defect')), now)).rejects.toThrow('a defect');
	});
});

describe("a word's probe", () => {
	const probe = async (word: 'dump' | 'mntr', chroot: string) => {
		const server = await wordServer();
		server.behave(as('3.8.0/leader'));
		return probeWord({
			host: server.host,
			word,
			chroot,
			ledger: createLedger(undefined),
			tick: 3,
			now: Date.now,
			signal: new AbortController().signal,
		});
	};

	const ephemerals = async (chroot: string): Promise<ReadonlyMap<string, readonly string[]> | undefined> => {
		const {arrival} = await probe('dump', chroot);
		return arrival.word === 'dump' && arrival.answer.kind === 'fresh'
			? arrival.answer.value.ephemerals
			: undefined;
	};

	it('says who asked when, what it took and cost', async () => {
		const {arrival, bytes} = await probe('mntr', '/');
		expect(arrival).toMatchObject({
			of: 'word',
			word: 'mntr',
			tick: 3,
			ownPackets: 1,
			ownPacketsAtLeast: 1,
			answer: {kind: 'fresh'},
		});
		expect(arrival.tookMs).toBeGreaterThan(0);
		expect(bytes).toBe(as('3.8.0/leader')('mntr').length);
	});

	it('gives the paths of dump below the chroot, and no others', async () => {
		expect((await ephemerals('/'))?.get('0x300000ec8e50000')).toEqual(['/app/members/m-ens-0000000002']);
		expect((await ephemerals('/app'))?.get('0x300000ec8e50000')).toEqual(['/members/m-ens-0000000002']);
		expect(await ephemerals('/ap')).toEqual(new Map());
		expect(await ephemerals('/app/members/m-ens-0000000002')).toEqual(new Map());
	});
});
