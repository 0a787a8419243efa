// Solr (LeaderElector.java): the overseer's and each shard's election `…/election/SESSION-NODE-n_SEQ`, the session in decimal; who has won is
// told in `/overseer_elect/leader` {"id"} and `/collections/C/leaders/SHARD/leader` {"core_node_name", "base_url"}; `/live_nodes/HOST:PORT_solr`; work
// for the overseer in `/overseer/…/qn-SEQ`.
import {grammar} from '../../../zookeeper/layouts.ts';
import {byField, firstOf} from '../identity.ts';
import {line, type GroupSignature, type PostSignature, type StoreSignature} from '../signature.ts';

const known = {evidence: 'documented', confidence: 'likely'} as const;

export const solrElection = line({
	...known,
	recipe: 'solr election',
	name: new RegExp(`^-?\\d+-.+-n_${grammar.sequence}$`),
	order: 'value',
	elects: true,
});

export const solrLeader: PostSignature = {
	recipe: 'solr leader',
	evidence: 'documented',
	path: /^.*\/(?:overseer_elect|leaders\/[^/]+)\/leader$/,
	identity: firstOf(byField('core_node_name'), byField('id'), byField('core')),
	judge: data => (data?.[0] === 0x7b ? 'certain' : 'likely'),
};

export const solrNodes: GroupSignature = {
	recipe: 'solr nodes',
	evidence: 'documented',
	kind: 'registry',
	name: /^.+_.*$/,
	identity: () => undefined,
	judge: ({path}) => (path.endsWith('/live_nodes') ? 'certain' : undefined),
};

export const solrQueue: StoreSignature = {
	...known,
	recipe: 'solr overseer queue',
	name: new RegExp(`^qn-${grammar.sequence}$`),
	at: /^.*\/overseer\/[^/]+$/,
	order: 'number',
	identity: () => undefined,
};
