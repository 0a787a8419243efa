// What an explanation is made of: all that was known at a moment, as the store has it.
import type {Dump} from '../../zookeeper/words/dump.ts';
import type {Id} from '../../zookeeper/ids.ts';
import type {Ensemble} from '../ensemble.ts';
import type {Judgement} from '../findings.ts';
import type {History} from '../history/history.ts';
import type {Inspection} from '../inspection.ts';
import type {Reading} from '../reading.ts';
import type {Clients} from '../traffic/clients.ts';
import type {Namespaces} from '../traffic/namespaces.ts';
import type {Znodes} from '../tree-rows.ts';
import type {Witness} from '../witness.ts';

export type ExplainedServer = Pick<Witness, 'name' | 'twinOf' | 'many' | 'srvr' | 'mntr'> & {
	readonly failingSince: number | undefined;
	readonly cons: Reading<unknown>;
	readonly dump: Reading<Dump>;
	readonly figures: {readonly znodes: number | undefined; readonly dataBytes: number | undefined} | undefined;
	readonly history: Pick<History, 'newest'>;
};

export type ExplainedTraffic = {readonly clients: Clients; readonly namespaces: Namespaces};

export type ExplainedMoment = {
	readonly clock: {
		readonly tick: number;
		readonly at: number;
		readonly startedAt: number;
		readonly intervalMs: number;
	};
	readonly ensemble: Ensemble;
	readonly servers: readonly ExplainedServer[];
	/** Our own sessions of this run: they are left out. */
	readonly session: {readonly ids: ReadonlySet<Id>};
	readonly inspection: Inspection;
	readonly znodes: Znodes;
	readonly traffic: ExplainedTraffic;
	readonly judgement: Judgement;
};
