// source/collect/config-follower.ts
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {ConfigFollower} from '../../source/collect/config-follower.ts';
import type {ConfigArrival} from '../../source/collect/sample.ts';
import {fakeClient} from './fake-client.ts';

const question = 'data /zookeeper/config';
const start = () => {
	const fake = fakeClient();
	const told: Array<ConfigArrival['answer']['kind']> = [];
	const follower = new ConfigFollower({
		client: fake.client,
		now: () => 0,
		deliver: ({answer}) => {
			told.push(answer.kind);
		},
	});
	follower.follow();
	return {...fake, told, follower};
};

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const settle = async (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

it('reads the configuration once, and again when the ensemble was reconfigured', async () => {
	const {asked, answer, fire, told, follower} = start();
	answer(question);
	await settle();
	follower.follow();
	expect(asked).toEqual([question]);
	fire(question);
	answer(question);
	await settle();
	expect([asked.length, told]).toEqual([2, ['fresh', 'fresh']]);
});

it('waits for the session', async () => {
	const {asked, setState, follower, answer, fail, told, client} = start();
	fail(question, 'disconnected');
	setState({kind: 'connecting', failure: undefined, attempts: 1});
	await vi.advanceTimersByTimeAsync(20_000);
	expect([asked.length, told]).toEqual([1, ['failed']]);
	setState({...client.state(), kind: 'closed'});
	follower.follow();
	expect(asked).toHaveLength(1);
	expect(() => {
		answer(question);
	}).toThrow();
});

it('tries again after a while what failed, and stops when it is closed', async () => {
	const {asked, fail, follower} = start();
	fail(question, 'no-node');
	await settle();
	await vi.advanceTimersByTimeAsync(4900);
	expect(asked).toHaveLength(1);
	await vi.advanceTimersByTimeAsync(200);
	expect(asked).toHaveLength(2);
	fail(question, 'no-node');
	await settle();
	follower.close();
	await vi.advanceTimersByTimeAsync(20_000);
	expect(asked).toHaveLength(2);
});
