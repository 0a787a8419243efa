// The table of all rules.
import {accessRules} from './access.ts';
import {clientRules} from './clients.ts';
import {connectionRules} from './connections.ts';
import {diskRules} from './disk.ts';
import {electionRules} from './elections.ts';
import {entranceRules} from './entrance.ts';
import {expiryRules} from './expiry.ts';
import {failingRules} from './failing.ts';
import {growthRules} from './growth.ts';
import {holderRules} from './holders.ts';
import {integrityRules} from './integrity.ts';
import {latencyRules} from './latency.ts';
import {learnerRules} from './learners.ts';
import {listingRules} from './listings.ts';
import {loadRules} from './load.ts';
import {lockRules} from './locks.ts';
import {machineRules} from './machine.ts';
import {memberRules} from './members.ts';
import {namespaceRules} from './namespaces.ts';
import {quorumRules} from './quorum.ts';
import {quotaRules} from './quota.ts';
import type {Rule} from './rule.ts';
import {sessionRules} from './sessions.ts';
import {storageRules} from './storage.ts';
import {watchStormRules} from './watch-storm.ts';
import {watchRules} from './watches.ts';
import {zxidRules} from './zxids.ts';

export const rules: readonly Rule[] = [
	...quorumRules,
	...failingRules,
	...memberRules,
	...accessRules,
	...diskRules,
	...electionRules,
	...learnerRules,
	...latencyRules,
	...loadRules,
	...storageRules,
	...zxidRules,
	...machineRules,
	...integrityRules,
	...entranceRules,
	...quotaRules,
	...lockRules,
	...holderRules,
	...sessionRules,
	...clientRules,
	...connectionRules,
	...namespaceRules,
	...watchRules,
	...watchStormRules,
	...growthRules,
	...listingRules,
	...expiryRules,
];
