// What watches tell of open subtrees.
import type {FollowingArrival, Sample} from '../collect/sample.ts';

/** What watches told in the last second of those that told anything. */
export const reduceFollowing = (
	before: FollowingArrival | undefined,
	sample: Sample,
): FollowingArrival | undefined =>
	sample.arrivals.reduce<FollowingArrival | undefined>(
		(last, arrival) =>
			arrival.of !== 'following'
				? last
				: arrival.eventsPerSecond > 0 || arrival.left.length > 0
					? arrival
					: undefined,
		before,
	);
