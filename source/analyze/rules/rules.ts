// The table of all rules.
import {accessRules} from './access.ts';
import {diskRules} from './disk.ts';
import {electionRules} from './elections.ts';
import {entranceRules} from './entrance.ts';
import {failingRules} from './failing.ts';
import {integrityRules} from './integrity.ts';
import {latencyRules} from './latency.ts';
import {learnerRules} from './learners.ts';
import {loadRules} from './load.ts';
import {machineRules} from './machine.ts';
import {holderRules} from './holders.ts';
import {lockRules} from './locks.ts';
import {memberRules} from './members.ts';
import {quorumRules} from './quorum.ts';
import {quotaRules} from './quota.ts';
import type {Rule} from './rule.ts';
import {storageRules} from './storage.ts';
import {zxidRules} from './zxids.ts';
import {sessionRules} from './sessions.ts';

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
];
