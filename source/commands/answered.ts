// Whether a twin has all its answers: what it wants was told, one way or the other.
import type {Interests} from '../collect/interests.ts';
import type {Data, ServerState} from '../store/state.ts';

/** The servers that answer now. */
export const servingIn = ({servers}: Pick<Data, 'servers'>): readonly ServerState[] =>
	servers.filter(({srvr}) => srvr.kind === 'fresh');

/** Whether all of that is answered. Data that may not be read is; where no server serves, nothing is waited for. */
export const isAnswered = (data: Data, interests: Interests): boolean => {
	const {inspection, znodes, grouping} = data;
	const serving = servingIn(data);
	if (serving.some(({cons}) => cons.kind === 'unasked') || inspection.lockSource.kind === 'none') {
		return serving.length === 0;
	}

	const {open, stats, often, once, contents, values} = interests;
	return (
		open.every(path => znodes.get(path)?.names !== undefined || znodes.get(path)?.failure !== undefined) &&
		[...stats, ...often, ...once].every(path => znodes.get(path) !== undefined) &&
		[...contents, ...values].every(path => grouping.contents.has(path) || grouping.shut.has(path)) &&
		serving.every(({cons, consBefore}) => cons.kind !== 'fresh' || consBefore !== undefined)
	);
};
