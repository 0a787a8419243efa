// The recipes of ZooKeeper's documentation, and what many have made after them: lock `guid-lock-SEQ`, shared lock `guid-read-SEQ` and
// `guid-write-SEQ`, election `guid-n_SEQ`. Curator before 2.0 and Pulsar write `lock-SEQ`, too.
import {grammar} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import {line, type LineSignature} from '../signature.ts';

const {sequence} = grammar;
const known = {evidence: 'documented', confidence: 'likely', order: 'value', identity: asText} as const;

export const documentedLocks: readonly LineSignature[] = [
	line({
		...known,
		recipe: 'documented rw lock',
		name: new RegExp(`^(?:.*-)?(?:read|write)-${sequence}$`),
		modeOf: name => (/(?:^|-)read-[^a-z]*$/.test(name) ? 'shared' : 'exclusive'),
	}),
	line({...known, recipe: 'documented lock', name: new RegExp(`^(?:.*[-_])?lock[-_]${sequence}$`)}),
];

export const documentedElection = line({
	...known,
	recipe: 'documented election',
	name: new RegExp(`^.*-n_${sequence}$`),
	elects: true,
});
