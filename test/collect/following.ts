// A follower of znodes in a test: it follows again whenever it asks for it.
import {vi} from 'vitest';
import {noInterests, type Interests} from '../../source/collect/interests.ts';
import {ReadBudget} from '../../source/collect/read-budget.ts';
import type {FollowingArrival, ProgressArrival, ZnodeArrival} from '../../source/collect/sample.ts';
import {ZnodeFollower} from '../../source/collect/znode-follower.ts';
import {fakeClient} from './fake-client.ts';

/** Starts one with these interests; the timers are faked. */
export const following = (
	interests: Partial<Interests>,
	budget = new ReadBudget(Infinity),
	version?: string,
) => {
	const fake = fakeClient();
	const arrivals: Array<ZnodeArrival | ProgressArrival> = [];
	const told: FollowingArrival[] = [];
	let wanted: Interests = {...noInterests, ...interests};
	const follower = new ZnodeFollower({
		client: fake.client,
		versionOf: () => version,
		budget,
		now: Date.now,
		deliver: arrival => {
			if (arrival.of === 'following') {
				told.push(arrival);
			} else {
				arrivals.push(arrival);
			}
		},
		wake: () => {
			follower.follow(wanted);
		},
	});
	follower.follow(wanted);
	return {
		...fake,
		follower,
		arrivals,
		/** What was said of events. */
		told,
		/** As the poller does in each tick, and whenever the screen changes. */
		follow: (next: Partial<Interests> = {}) => {
			wanted = {...wanted, ...next};
			follower.follow(wanted);
		},
		/** Answers, and lets the follower see that. */
		answered: async (...questions: readonly string[]) => {
			for (const question of questions) {
				fake.answer(question);
			}

			await vi.advanceTimersByTimeAsync(0);
		},
		failed: async (question: string, kind: Parameters<typeof fake.fail>[1]) => {
			fake.fail(question, kind);
			await vi.advanceTimersByTimeAsync(0);
		},
		pass: async (ms: number) => vi.advanceTimersByTimeAsync(ms),
	};
};

/** How often a question was asked. */
export const times = (asked: readonly string[], question: string): number =>
	asked.filter(other => other === question).length;
