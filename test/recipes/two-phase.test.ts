// Two-phase commit under every interleaving of steps, crashes and timeouts of a coordinator and up to three participants.
import {describe, expect, it} from 'vitest';
import {coordinate, participate, type Record2pc, type Vote} from '../../source/recipes/two-phase.ts';

/** What a party has read and is about to do; undefined: it has just started, or has crashed. */
type Intent = 'decide-commit' | 'decide-abort' | 'vote-commit' | 'vote-abort' | 'run-commit' | 'run-abort';

type World = {
	readonly votes: ReadonlyArray<Vote | undefined>;
	readonly decision: Vote | undefined;
	readonly done: readonly boolean[];
	/** What the commands of each participant have done to the outside world. */
	readonly effects: ReadonlyArray<Vote | undefined>;
	/** Of the coordinator, then of each participant. */
	readonly intents: ReadonlyArray<Intent | undefined>;
	readonly crashesLeft: number;
};

const nameOf = (index: number): string => `p${index}`;
const names = (world: World): string[] => world.votes.map((_, index) => nameOf(index));

const recordOf = (world: World): Record2pc => ({
	participants: names(world),
	votes: new Map(
		world.votes.flatMap((vote, index) => (vote === undefined ? [] : [[nameOf(index), vote] as const])),
	),
	decision: world.decision,
	done: new Set(names(world).filter((_, index) => world.done[index])),
});

const put = <T>(list: readonly T[], index: number, value: T): readonly T[] => list.with(index, value);
const intending = (world: World, party: number, intent: Intent | undefined): World => ({
	...world,
	intents: put(world.intents, party, intent),
});

/** What party may come to want by reading the record now; nothing when it waits or has finished. */
const intentsOf = (world: World, party: number, late: boolean): readonly Intent[] => {
	const record = recordOf(world);
	const step = party === 0 ? coordinate(record, late) : participate(record, nameOf(party - 1), late);
	switch (step.kind) {
		case 'decide':
			return [`decide-${step.decision}`];
		case 'prepare':
			return ['vote-commit', 'vote-abort'];
		case 'carry-out':
			return [`run-${step.decision}`];
		default:
			return [];
	}
};

/** The world after a party has done what it wanted; `half`: it crashes between the command and the record of it. */
const carriedOut = (world: World, party: number, half = false): World => {
	const intent = world.intents[party];
	const [verb, vote] = (intent ?? '').split('-') as [string, Vote];
	const idle = intending(world, party, undefined);
	const index = party - 1;
	switch (verb) {
		case 'decide':
			return {...idle, decision: world.decision ?? vote};
		case 'vote':
			return world.votes[index] === undefined ? {...idle, votes: put(world.votes, index, vote)} : idle;
		default:
			return {
				...idle,
				effects: put(world.effects, index, vote),
				done: half ? world.done : put(world.done, index, true),
			};
	}
};

/** All that can happen next. */
const nextOf = (world: World): readonly World[] =>
	world.intents.flatMap((intent, party) => {
		const steps =
			intent === undefined
				? [...new Set([false, true].flatMap(late => intentsOf(world, party, late)))].map(wanted =>
						intending(world, party, wanted),
					)
				: [carriedOut(world, party)];
		const crashes =
			intent === undefined || world.crashesLeft === 0
				? []
				: [intending(world, party, undefined), carriedOut(world, party, intent.startsWith('run-'))].map(
						after => ({...after, crashesLeft: world.crashesLeft - 1}),
					);
		return [...steps, ...crashes];
	});

const faultOf = (before: World, after: World): string | undefined => {
	if (before.decision !== undefined && after.decision !== before.decision) {
		return 'the decision changed';
	}

	if (after.decision === 'commit' && after.votes.some(vote => vote !== 'commit')) {
		return 'committed without all votes';
	}

	const effects = after.effects.filter(effect => effect !== undefined);
	if (new Set(effects).size > 1) {
		return 'one committed what another aborted';
	}

	return after.effects.some(
		(effect, index) => before.effects[index] !== undefined && effect !== before.effects[index],
	)
		? 'a participant changed its mind'
		: undefined;
};

/** Runs everybody without crashes, late and one after the other, until nobody wants anything. */
const settled = (world: World): World => {
	for (let round = 0; round < 12; round += 1) {
		for (const party of world.intents.keys()) {
			const [wanted] =
				world.intents[party] === undefined ? intentsOf(world, party, true) : [world.intents[party]];
			world = wanted === undefined ? world : carriedOut(intending(world, party, wanted), party);
		}
	}

	return world;
};

const begin = (participants: number, crashesLeft: number): World => ({
	votes: Array.from({length: participants}, () => undefined),
	decision: undefined,
	done: Array.from({length: participants}, () => false),
	effects: Array.from({length: participants}, () => undefined),
	intents: Array.from({length: participants + 1}, () => undefined),
	crashesLeft,
});

/** Every world that can come about; calls `see` with each step into one. */
const explore = (first: World, see: (before: World, after: World) => void): readonly World[] => {
	const seen = new Map([[JSON.stringify(first), first]]);
	const open = [first];
	for (let world = open.pop(); world !== undefined; world = open.pop()) {
		for (const after of nextOf(world)) {
			see(world, after);
			const key = JSON.stringify(after);
			if (!seen.has(key)) {
				seen.set(key, after);
				open.push(after);
			}
		}
	}

	return [...seen.values()];
};

describe.each([
	[1, 3],
	[2, 3],
	[3, 2],
])('%d participants and %d crashes at any point', (participants, crashes) => {
	const faults = new Set<string>();
	const worlds = explore(begin(participants, crashes), (before, after) => {
		const fault = faultOf(before, after);
		if (fault !== undefined) {
			faults.add(fault);
		}
	});

	it('never disagree, and commit only what all have voted for', () => {
		expect(worlds.length).toBeGreaterThan(100);
		expect([...faults]).toEqual([]);
	});

	it('come to an end from everywhere, the same for all', () => {
		const ends = worlds.map(settled);
		const open = ends.filter(
			({decision, done, effects}) =>
				decision === undefined || done.includes(false) || effects.some(effect => effect !== decision),
		);
		expect(open).toEqual([]);
		expect(new Set(ends.map(({decision}) => decision))).toEqual(new Set(['commit', 'abort']));
	});
});

it('is shown wrong by this search where a coordinator decides without all votes', () => {
	const hasty = begin(2, 0);
	const world = {...hasty, votes: ['commit', undefined], decision: 'commit'} as const;
	expect(faultOf(hasty, {...hasty, ...world})).toBe('committed without all votes');
});
