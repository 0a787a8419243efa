// What is on screen as a scan found it, and is not followed though it is there.
import {isGiant} from '../analyze/giant.ts';
import {formatCount} from '../analyze/quantity.ts';
import type {Data} from './state.ts';

/** Why members below a znode are shown as a scan found them and are not followed; undefined: they are, or no scan told of them. */
export const unfollowed = (
	{scan, inspection, znodes}: Pick<Data, 'scan' | 'inspection' | 'znodes'>,
	parent: string,
): string | undefined => {
	const {stat, names, part = 'all', failureKind} = znodes.get(parent) ?? {};
	if (
		scan === undefined ||
		inspection.lockSource.kind === 'dump' ||
		(names !== undefined && part === 'all')
	) {
		return undefined;
	}

	if (failureKind === 'no-auth') {
		return 'it may not be listed';
	}

	return stat !== undefined && isGiant(stat)
		? `${formatCount(stat.children)} children now, too many to list them unasked`
		: undefined;
};
