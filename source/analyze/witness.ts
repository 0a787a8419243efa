// One server as a witness of its ensemble: what it told, and what its failure says of its condition.
import type {Failure} from '../zookeeper/errors.ts';
import type {Conf} from '../zookeeper/words/conf.ts';
import type {Mntr} from '../zookeeper/words/mntr.ts';
import type {Srvr} from '../zookeeper/words/srvr.ts';
import type {Found} from './membership.ts';
import {failureIn, type Reading} from './reading.ts';

/** What the ensemble's view needs of one server. */
export type Witness = {
	readonly name: string;
	/** Its server id, as it told. */
	readonly id: number | undefined;
	/** The connect string does not name it: it was found in the configuration. */
	readonly found: Found | undefined;
	/** It has answered before in this run. */
	readonly hasAnswered: boolean;
	/** Several servers answer under this name. */
	readonly many: boolean;
	/** Another server by which this one is counted already. */
	readonly twinOf: string | undefined;
	readonly srvr: Reading<Srvr>;
	readonly mntr: Reading<Mntr>;
	readonly conf: Reading<Conf>;
};

/** Why it does not answer; where `srvr` is shut `mntr` tells. */
export const failureOf = ({srvr, mntr}: Pick<Witness, 'srvr' | 'mntr'>): Failure | undefined =>
	failureIn(srvr.kind === 'unsupported' ? mntr : srvr);

/** It answers. */
export const isUp = (witness: Witness): boolean =>
	witness.srvr.kind === 'fresh' || failureOf(witness)?.kind === 'not-serving';

/** The machine itself says so, or its process stands still; of what does not let us in nobody knows. */
export const isDown = (witness: Witness): boolean => {
	const kind = failureOf(witness)?.kind;
	return kind === 'refused' || kind === 'silent';
};

/**
 * What does not let us in (TLS, a connection limit, no way there) may be well for the others. A member that was found may lie where
 * we cannot reach it and others can: its failure counts once it has answered us.
 */
export const isLost = (witness: Witness): boolean =>
	(isDown(witness) || failureOf(witness)?.kind === 'not-serving') &&
	(witness.found === undefined || witness.hasAnswered);
