// Each drill is solved by zktop itself: its findings or its inspector name the culprit.
import {afterEach, describe, expect, it} from 'vitest';
import {deadlock} from '../../source/demo/drills/deadlock.ts';
import type {Drill} from '../../source/demo/drills/drill.ts';
import {drills} from '../../source/demo/drills/drills.ts';
import {frozenFollower} from '../../source/demo/drills/frozen-follower.ts';
import {noisyClient} from '../../source/demo/drills/noisy-client.ts';
import {phantomHolder} from '../../source/demo/drills/phantom-holder.ts';
import {quorumLoss} from '../../source/demo/drills/quorum-loss.ts';
import {slowDisk} from '../../source/demo/drills/slow-disk.ts';
import {stuckTransaction} from '../../source/demo/drills/stuck-transaction.ts';
import {zxidRollover} from '../../source/demo/drills/zxid-rollover.ts';
import {startPlay, type Play} from '../../source/demo/play.ts';
import {until} from '../helpers/until.ts';
import {runZktop} from '../helpers/zktop.ts';

let play: Play | undefined;
afterEach(async () => play?.end());

/** Lets the incident unfold, and asks zktop until it says what is looked for. */
const solved = async (drill: Drill, verb: readonly string[], says: RegExp): Promise<string> => {
	const running = await startPlay({servers: 3, port: 0, seed: 1, load: 0.2});
	play = running;
	void drill.unfold(running.stage).catch(() => undefined); // ends with the play
	return until(
		async () => {
			const {stdout} = await runZktop([...verb, '-c', running.ensemble.connectString]);
			return says.exec(stdout.replaceAll(/\s+/g, ' '))?.[0];
		},
		() => `zktop ${verb.join(' ')} says ${String(says)}`,
		{withinMs: 55_000, everyMs: 500},
	);
};

/** What a finding of this rule says, and about what. */
const finding = (rule: string, says: string): RegExp =>
	new RegExp(`"rule": "${rule}"(?:(?!"rule").)*?${says}`);

const cases: ReadonlyArray<readonly [Drill, readonly string[], RegExp]> = [
	[deadlock, ['findings'], finding('deadlock', '10\\.0\\.0\\.8[12]')],
	[phantomHolder, ['locks', '/locks/report'], /"holderIs": "gone", "freesWithinMs": \d+/],
	[frozenFollower, ['findings'], finding('server-fails', 'takes connections, never answers')],
	[slowDisk, ['findings'], finding('fsync-slow', 'hidden by the quorum')],
	[noisyClient, ['clients'], /"clients": \[ \{ "address": "10\.0\.0\.86"/],
	[
		stuckTransaction,
		['transactions', '/payroll'],
		/"path": "\/payroll\/november", "state": "voting".*?"missing": \[ "bank-c" \]/,
	],
	[quorumLoss, ['findings'], finding('no-quorum', '')],
	[zxidRollover, ['findings'], finding('zxid-rollover', 'epoch 1 are used')],
];

describe.each(cases)('the drill $name', (drill, verb, says) => {
	it('is solved by zktop', async () => {
		expect(await solved(drill, verb, says)).not.toBe('');
	});
});

it('no drill is without a case here', () => {
	expect(cases.map(([{name}]) => name)).toEqual(drills.map(({name}) => name));
});
