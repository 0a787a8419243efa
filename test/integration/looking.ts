// zktop without its screen on a real ensemble: what some of its rules find, from now on.
import type {Finding} from '../../source/analyze/findings.ts';
import {limitsWith, type Limits} from '../../source/analyze/rules/limits.ts';
import {noInterests} from '../../source/collect/interests.ts';
import {Poller} from '../../source/collect/poller.ts';
import {createStore} from '../../source/store/store.ts';
import {createClient} from '../../source/zookeeper/client.ts';
import {parseConnectString} from '../../source/zookeeper/hosts.ts';
import {until} from '../helpers/until.ts';

export const patience = {withinMs: 100_000};

export type LookingOptions = {readonly open?: readonly string[]; readonly limits?: Partial<Limits>};

export type Looking = ReturnType<typeof startLooking>;

/** What zktop finds from now on by some rules. `open`: znodes that it reads; `limits`: over those of the table. */
export const startLooking = (
	connectString: string,
	rules: ReadonlySet<string>,
	{open = [], limits: set = {}}: LookingOptions,
) => {
	const {hosts, chroot} = parseConnectString(connectString);
	const limits = limitsWith(set);
	const store = createStore({
		servers: hosts.map(({name}) => name),
		lockPaths: [],
		intervalMs: 1000,
		limits,
		now: Date.now(),
	});
	const client = createClient({hosts, chroot});
	const raised = new Set<string>();
	const poller = new Poller({
		hosts,
		chroot,
		client,
		intervalMs: 1000,
		deliver: sample => {
			store.dispatch({type: 'sampled', sample});
			for (const {rule} of findings()) {
				raised.add(rule);
			}
		},
	});
	const findings = (): readonly Finding[] =>
		store.getState().live.judgement.findings.filter(({rule}) => rules.has(rule));
	const find = (rule: string): Finding | undefined => findings().find(finding => finding.rule === rule);
	poller.want({...noInterests, connections: true, ephemerals: true, watches: true, open, stats: open});
	client.start();
	poller.start();
	return {
		/** All rules about traffic that were raised since. */
		raised,
		seesSessions: async (count: number, address: string) =>
			until(
				() => {
					const {clients} = store.getState().live.traffic;
					return clients.byAddress.get(address)?.sessions.length === count ? true : undefined;
				},
				() => `${count} sessions of ${address} are seen`,
				patience,
			),
		tick: () => store.getState().live.clock.tick,
		raises: async (rule: string, says = '') =>
			until(
				() => {
					const finding = find(rule);
					return finding?.text.includes(says) === true ? finding : undefined;
				},
				() =>
					`${rule} is raised, “${says}”; there are ${[...raised].join(' ')}, it says “${find(rule)?.text ?? 'nothing'}”`,
				patience,
			),
		clears: async (rule: string) =>
			until(
				() => (find(rule) === undefined ? true : undefined),
				() => `${rule} is cleared`,
				patience,
			),
		stop: async () => {
			poller.stop();
			await client.close();
		},
	};
};
