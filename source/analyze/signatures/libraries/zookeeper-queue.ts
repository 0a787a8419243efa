// ZooKeeper's own DistributedQueue (Java and C) and Curator's SimpleDistributedQueue: `qn-SEQ`, the lowest first.
import {grammar} from '../../../zookeeper/layouts.ts';
import type {StoreSignature} from '../signature.ts';

export const zookeeperQueue: StoreSignature = {
	recipe: 'zookeeper queue',
	evidence: 'captured',
	name: new RegExp(`^qn-${grammar.sequence}$`),
	order: 'number',
	identity: () => undefined,
	confidence: 'certain',
};
