// The drills, by the name that `zktop demo --drill` takes.
import {deadlock} from './deadlock.ts';
import type {Drill} from './drill.ts';
import {expiryWave} from './expiry-wave.ts';
import {frozenFollower} from './frozen-follower.ts';
import {leaderFlap} from './leader-flap.ts';
import {noisyClient} from './noisy-client.ts';
import {phantomHolder} from './phantom-holder.ts';
import {quorumLoss} from './quorum-loss.ts';
import {slowDisk} from './slow-disk.ts';
import {stuckTransaction} from './stuck-transaction.ts';
import {watchStorm} from './watch-storm.ts';
import {znodeLeak} from './znode-leak.ts';
import {zxidRollover} from './zxid-rollover.ts';

export const drills: readonly Drill[] = [
	deadlock,
	phantomHolder,
	frozenFollower,
	leaderFlap,
	slowDisk,
	expiryWave,
	watchStorm,
	znodeLeak,
	noisyClient,
	quorumLoss,
	zxidRollover,
	stuckTransaction,
];
