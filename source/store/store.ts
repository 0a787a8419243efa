// The store: one snapshot, changed by events only. The order of the slices is the order in which they depend on each other.
import {createStore as createZustand, type StoreApi} from 'zustand/vanilla';
import {ensembleOf} from '../analyze/ensemble.ts';
import {nothingGrouped} from '../analyze/groups/grouping.ts';
import {nothingJudged} from '../analyze/findings.ts';
import {noMembership} from '../analyze/membership.ts';
import {unasked} from '../analyze/reading.ts';
import {noReigns} from '../analyze/reigns.ts';
import {limitsWith} from '../analyze/rules/limits.ts';
import type {Sample} from '../collect/sample.ts';
import type {Event, Opening} from './events.ts';
import {reduceBookmarks} from './bookmarks.ts';
import {reduceDemo} from './demo.ts';
import {existsIn} from './existence.ts';
import {reduceGrouping} from './grouping.ts';
import {initialLog, reduceLog} from './explanation.ts';
import {reduceJob} from './jobs.ts';
import {reduceScan} from './scan.ts';
import {reduceJudgement} from './judgement.ts';
import {nothingInspected, reduceInspection} from './inspection/inspection.ts';
import {reduceMembership, initialMembershipSources} from './membership.ts';
import {reduceEffects} from './effects.ts';
import {ownShareOf} from './marks.ts';
import {initialServer, reduceServers} from './servers.ts';
import {nothingRecent, reduceRecent} from './recent.ts';
import {SharedMap} from './shared-map.ts';
import {nothingCounted, nothingSorted} from './sort-state.ts';
import {reduceCounted, reduceSorted} from './sorting.ts';
import {reduceFollowing} from './following.ts';
import {reduceVersions} from './versions.ts';
import {reduceReigns} from './reigns.ts';
import {reduceOwn, reduceSession, withNote} from './session.ts';
import {pastLimits, type PastLimits} from './past/limits.ts';
import {noPast} from './past/past.ts';
import {reducePast, reduceStanding} from './past/standing.ts';
import {afterCommand, afterSwitch, noMemory, reduceMemory} from './prompt/memory.ts';
import {initialTraffic, reduceTraffic} from './traffic.ts';
import {describedPath, type Data, type State, type Target} from './state.ts';
import {initialView, reduceView, viewAfterLoss} from './view.ts';
import {reduceDescribed, reduceZnodes} from './znodes.ts';

type Known = 'target' | 'secure' | 'limits' | 'chroot';

/** Where no screen shows it, nobody calls the ensemble anything. */
export type StoreOptions = Omit<Opening, Known> &
	Partial<Pick<Opening, Known>> & {
		/** A run of a few ticks: findings do not wait longer than two. */
		readonly oneShot?: boolean;
		/** How far one can go back in time, if at all. */
		readonly remembers?: PastLimits | false;
	};

const unnamed: Target = {name: '', insecure: false, theme: 'ansi16'};

export type Store = Pick<StoreApi<State>, 'getState' | 'subscribe'> & {
	readonly dispatch: (event: Event) => void;
};

/** A store before its first sample. */
export const createStore = (options: StoreOptions): Store => {
	const {getState, setState, subscribe} = createZustand<State>(() => initialState(options));
	return {
		getState,
		subscribe,
		dispatch: event => {
			setState(reduce(getState(), event), true);
		},
	};
};

/** What is known before the first sample: the names. */
export const initialState = (options: StoreOptions): State => {
	const {
		target = unnamed,
		lockPaths,
		limits = limitsWith(),
		oneShot = false,
		remembers = pastLimits,
		now,
	} = options;
	return {
		target,
		judging: {limits, oneShot},
		memory: noMemory,
		live: initialData(options),
		past: {...noPast, limits: remembers === false ? undefined : remembers},
		log: initialLog(now),
		frozen: undefined,
		travelled: false,
		view: initialView(lockPaths),
		demo: undefined,
		bookmarks: new Map(),
		versions: new Map(),
		firstZxid: undefined,
		job: undefined,
		effects: [],
	};
};

const initialData = ({servers, intervalMs, secure = false, chroot = '/', now}: StoreOptions): Data => ({
	clock: {tick: 0, at: now, startedAt: now, intervalMs},
	own: {packets: 0, bytes: 0, watches: 0, pace: 1, packetsPerSecond: 0, bytesPerSecond: 0, since: now},
	session: {
		client: {kind: 'connecting', failure: undefined, attempts: 0},
		since: now,
		ids: new Set(),
		clockOffsetMs: undefined,
		identities: unasked,
	},
	servers: servers.map(name => initialServer(name, intervalMs)),
	membership: noMembership,
	membershipSources: initialMembershipSources(secure),
	ensemble: ensembleOf(
		servers.map(name => initialServer(name, intervalMs)),
		noMembership,
	),
	reigns: noReigns,
	znodes: SharedMap.empty(),
	recent: nothingRecent,
	sorted: nothingSorted,
	counted: nothingCounted,
	scan: undefined,
	following: undefined,
	described: undefined,
	inspection: nothingInspected,
	grouping: nothingGrouped,
	traffic: initialTraffic(chroot),
	judgement: nothingJudged,
});

/** The next state; the same one when nothing changes. */
export const reduce = (state: State, event: Event): State => {
	switch (event.type) {
		case 'ensemble-opened':
			return afterSwitch(state, initialState(event.opening));
		case 'command-given':
			return reduce(afterCommand(state, event.line), event.does);
		default:
			return reduceSlices(state, event);
	}
};

const reduceSlices = (state: State, event: Event): State => {
	const live = reduceLive(state, event);
	const past = reducePast(state, event);
	const log = reduceLog(state, event, live);
	const {frozen, travelled} = reduceStanding(state, event);
	const seen = withNote(reduceView(state.view, event), state.live, live);
	// While paused the cursor stands in the tree of that moment.
	const isBack = frozen === undefined && state.frozen !== undefined;
	const isLost = frozen === undefined && (live.znodes !== state.live.znodes || isBack);
	const view = isLost ? viewAfterLoss(seen, existsIn(live.znodes)) : seen;
	const effects = reduceEffects(state.effects, event);
	const memory = reduceMemory(state.memory, event);
	const demo = reduceDemo(state.demo, event);
	const bookmarks = reduceBookmarks(state.bookmarks, event);
	const versions = event.type === 'sampled' ? reduceVersions(state.versions, event.sample) : state.versions;
	const firstZxid = state.firstZxid ?? live.ensemble.zxid;
	const job = reduceJob(state.job, event);
	return live === state.live &&
		view === state.view &&
		past === state.past &&
		frozen === state.frozen &&
		effects === state.effects &&
		memory === state.memory &&
		demo === state.demo &&
		bookmarks === state.bookmarks &&
		job === state.job
		? state
		: {
				...state,
				live,
				past,
				log,
				view,
				frozen,
				travelled,
				effects,
				memory,
				demo,
				bookmarks,
				versions,
				firstZxid,
				job,
			};
};

const reduceLive = (state: State, event: Event): Data => {
	switch (event.type) {
		case 'sampled':
			return reduceData(state, event.sample);
		case 'members-remembered':
			return {...state.live, ...reduceMembership(state.live, {remembered: event.remembered})};
		default:
			return state.live;
	}
};

const reduceData = ({live, view, judging}: State, sample: Sample): Data => {
	const session = reduceSession(live, sample);
	const asked = reduceServers(live.servers, sample, ownShareOf(session, sample.own.watches));
	const {servers, membership, membershipSources} = reduceMembership({...live, servers: asked}, {sample});
	const ensemble =
		servers === live.servers && membership === live.membership
			? live.ensemble
			: ensembleOf(servers, membership);
	const znodes = reduceZnodes(live.znodes, sample);
	const scan = reduceScan(live.scan, sample);
	const scene = {servers, znodes, session, ensemble, scan};
	const inspection = reduceInspection(
		live.inspection,
		{...scene, grouping: live.grouping},
		sample,
		view.lockPaths,
	);
	const traffic = reduceTraffic(live.traffic, live.inspection, {...scene, inspection}, sample);
	const next = {
		...scene,
		reigns: reduceReigns(live.reigns, ensemble, servers, sample.at),
		membership,
		membershipSources,
		clock: {...live.clock, tick: sample.tick, at: sample.at},
		own: reduceOwn(live.own, sample),
		recent: reduceRecent(live.recent, live.znodes, sample),
		sorted: reduceSorted(live.sorted, view.sort, sample),
		counted: reduceCounted(live.counted, sample),
		following: reduceFollowing(live.following, sample),
		described: reduceDescribed(live.described, describedPath(view), sample),
		inspection,
		grouping: reduceGrouping(live.grouping, {...scene, inspection, traffic}, sample, view.lockPaths),
		traffic,
	};
	return {...next, judgement: reduceJudgement(live.judgement, judging, next)};
};
