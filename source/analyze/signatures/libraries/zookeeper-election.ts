// ZooKeeper's own LeaderElectionSupport: `n_SEQ`. Data: the host's name.
import {grammar} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import {line} from '../signature.ts';

export const zookeeperElection = line({
	recipe: 'zookeeper election',
	evidence: 'captured',
	name: new RegExp(`^n_${grammar.sequence}$`),
	order: 'value',
	elects: true,
	identity: asText,
	confidence: 'likely',
});
