// The drills, by the name that `zktop demo --drill` takes.
import {deadlock} from './deadlock.ts';
import type {Drill} from './drill.ts';
import {frozenFollower} from './frozen-follower.ts';
import {noisyClient} from './noisy-client.ts';
import {phantomHolder} from './phantom-holder.ts';
import {quorumLoss} from './quorum-loss.ts';
import {slowDisk} from './slow-disk.ts';
import {stuckTransaction} from './stuck-transaction.ts';
import {zxidRollover} from './zxid-rollover.ts';

export const drills: readonly Drill[] = [
	deadlock,
	phantomHolder,
	frozenFollower,
	slowDisk,
	noisyClient,
	stuckTransaction,
	quorumLoss,
	zxidRollover,
];
