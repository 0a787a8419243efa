// Each drill is solved by zktop itself: its findings or its inspector name the culprit.
import {afterEach, describe, expect, it} from 'vitest';
import {deadlock} from '../../source/demo/drills/deadlock.ts';
import type {Drill} from '../../source/demo/drills/drill.ts';
import {drills} from '../../source/demo/drills/drills.ts';
import {expiryWave} from '../../source/demo/drills/expiry-wave.ts';
import {frozenFollower} from '../../source/demo/drills/frozen-follower.ts';
import {leaderFlap} from '../../source/demo/drills/leader-flap.ts';
import {noisyClient} from '../../source/demo/drills/noisy-client.ts';
import {phantomHolder} from '../../source/demo/drills/phantom-holder.ts';
import {quorumLoss} from '../../source/demo/drills/quorum-loss.ts';
import {slowDisk} from '../../source/demo/drills/slow-disk.ts';
import {stuckTransaction} from '../../source/demo/drills/stuck-transaction.ts';
import {watchStorm} from '../../source/demo/drills/watch-storm.ts';
import {znodeLeak} from '../../source/demo/drills/znode-leak.ts';
import {zxidRollover} from '../../source/demo/drills/zxid-rollover.ts';
import {startPlay, type Play} from '../../source/demo/play.ts';
import {until} from '../helpers/until.ts';
import {runZktop} from '../helpers/zktop.ts';
import {follow} from './running.ts';

let play: Play | undefined;
afterEach(async () => play?.end());

/** What zktop says, again and again: of one run that goes on, where what happened is looked for, else of one run each. */
const saying = (verb: readonly string[], connect: string): (() => Promise<string>) => {
	const args = [...verb, '-c', connect];
	if (!verb.includes('--follow')) {
		return async () => (await runZktop(args)).stdout;
	}

	const {next} = follow(args);
	return async () => JSON.stringify(await next(), undefined, 2);
};

/** Lets the incident unfold, and asks zktop until it says what is looked for. */
const solved = async (drill: Drill, verb: readonly string[], says: RegExp): Promise<string> => {
	const running = await startPlay({servers: 3, port: 0, seed: 1, load: 0.2});
	play = running;
	void drill.unfold(running.stage).catch(() => undefined); // ends with the play
	const say = saying(verb, running.ensemble.connectString);
	return until(
		async () => says.exec((await say()).replaceAll(/\s+/g, ' '))?.[0],
		() => `zktop ${verb.join(' ')} says ${String(says)}`,
		{withinMs: 110_000, everyMs: 100},
	);
};

/** What a finding of this rule says, and about what. */
const finding = (rule: string, says: string): RegExp =>
	new RegExp(`"rule": "${rule}"(?:(?!"rule").)*?${says}`);

const watching = ['findings', '--follow', '--interval', '0.4'];

const cases: ReadonlyArray<readonly [Drill, readonly string[], RegExp]> = [
	[deadlock, watching, finding('deadlock', '10\\.0\\.0\\.8[12]')],
	[phantomHolder, ['locks', '/locks/report'], /"holderIs": "gone", "freesWithinMs": \d+/],
	[frozenFollower, watching, finding('server-fails', 'takes connections, never answers')],
	[leaderFlap, watching, finding('election-flapping', '[3-9] elections in')],
	[slowDisk, watching, finding('fsync-slow', 'hidden by the quorum')],
	[expiryWave, watching, finding('sessions-expired', '(?:all|1[0-2] of them) of 10\\.0\\.0\\.90')],
	[watchStorm, watching, finding('watch-storm', 'watches fire a second: each change wakes 1\\d')],
	[
		znodeLeak,
		['growth', '/receipts'],
		/"path": "\/receipts", "children": 1\d{4}, .*?"createdPerMinute": \d{3,}[\d.]*, "deletedPerMinute": 0,/,
	],
	[noisyClient, ['clients'], /"clients": \[ \{ "address": "10\.0\.0\.86"/],
	[quorumLoss, watching, finding('no-quorum', '')],
	[zxidRollover, watching, finding('zxid-rollover', 'epoch 1 are used')],
	[
		stuckTransaction,
		['transactions', '/payroll'],
		/"path": "\/payroll\/november", "state": "voting".*?"missing": \[ "bank-c" \]/,
	],
];

describe.each(cases.map(([drill, verb, says]) => ({drill, verb, says})))(
	'the drill $drill.name',
	({drill, verb, says}) => {
		it('is solved by zktop', async () => {
			expect(await solved(drill, verb, says)).not.toBe('');
		}, 120_000);
	},
);

it('no drill is without a case here', () => {
	expect(cases.map(([{name}]) => name)).toEqual(drills.map(({name}) => name));
});
