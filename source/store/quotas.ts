// Few ensembles have quotas: whether there are any is asked first, then what stands on the rows that are shown, and seldom again.
import {quotaNodes, quotaRoot} from '../analyze/quotas.ts';
import type {Interests} from '../collect/interests.ts';
import type {Data} from './state.ts';

export {quotaIn, type Quota} from '../analyze/quotas.ts';

/** One Stat tells whether there is a quota at all; then it is asked once of each row, and read again only where there is one. */
export const quotaInterests = (
	{znodes}: Pick<Data, 'znodes'>,
	rows: readonly string[],
): Pick<Interests, 'stats' | 'once' | 'contents'> => {
	const hasQuotas = (znodes.get(quotaRoot)?.stat?.children ?? 0) > 0;
	const asked = hasQuotas ? rows.filter(path => !`${path}/`.startsWith('/zookeeper/')).map(quotaNodes) : [];
	return {
		stats: [quotaRoot],
		once: asked.map(({limits}) => limits),
		contents: asked
			.filter(({limits}) => znodes.get(limits)?.stat !== undefined)
			.flatMap(({limits, stats}) => [limits, stats]),
	};
};
