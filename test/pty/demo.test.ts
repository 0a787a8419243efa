// `zktop demo` as a newcomer starts it: alive at once, broken and healed by keys, and a drill with its hints.
import {expect, it} from 'vitest';
import {runZktop} from '../helpers/zktop.ts';
import {stage, tell} from '../recording/story.ts';
import {keys, open, patient, press} from './story.ts';

const alive = /QUORUM 3 of 3/;

it('lives at once: servers, locks with holders, and says that it is no ZooKeeper', async () => {
	const terminal = open(['demo']);
	await terminal.waitFor(alive, patient);
	await terminal.waitFor(/\/locks\/orders +kazoo +10\.0\.0\.3\d/, patient);
	expect(terminal.text()).toContain('no ZooKeeper, nothing on disk');
	terminal.press('q');
	expect((await terminal.exited).exitCode).toBe(0);
});

it('freezes a server by a key, which the findings say, and heals it by another one', async () => {
	const terminal = open(['demo', '--load', '0.3']);
	await terminal.waitFor(alive, patient);
	await press(terminal, 'F', /1 of \d+/);
	await press(terminal, 'c', 'that is for clients');
	await press(terminal, 'f', /zk1 :\d+ frozen/);
	await terminal.waitFor('takes connections, never answers', patient);
	await press(terminal, 'h', 'nothing is broken');
	await terminal.waitFor(alive, patient);
	terminal.press(keys.escape);
	await terminal.waitFor('F breaks things', patient);
});

it('breaks by itself what a script says, and says so', async () => {
	const terminal = open(['demo', '--load', '0.3', '--fault', '1s partition zk2']);
	await terminal.waitFor(/zk2 :\d+ partitioned/, patient);
	await press(terminal, 'F', 'p partition');
	await press(terminal, 'h', 'nothing is broken');
	const wrong = await runZktop(['demo', '--fault', '1s kil zk2']);
	expect(wrong).toMatchObject({exitCode: 2});
	expect(wrong.stderr).toContain('"kil" is no fault: did you mean kill?');
});

it('lets an incident unfold, gives hints one by one, at last the solution', async () => {
	const terminal = open(['demo', '--drill', 'deadlock', '--load', '0.3']);
	await terminal.waitFor('Who waits for whom?', patient);
	await terminal.waitFor(/✗.*deadlock/, patient);
	await press(terminal, 'F', 'heal all');
	await press(terminal, 'n', 'hint 1');
	await press(terminal, 'n', 'hint 2');
	await press(terminal, 'n', 'solved');
});

it('plays the story that demo.gif tells', async () => {
	const {args, columns, rows} = stage;
	await tell(open(args, {columns, rows}), async () => Promise.resolve(), patient);
}, 150_000);

it('serves without a screen to whoever comes, and lists its drills', async () => {
	const {stdout, exitCode} = await runZktop(['demo', '--list-drills']);
	expect(exitCode).toBe(0);
	expect(stdout).toContain('frozen-follower');
	const wrong = await runZktop(['demo', '--drill', 'deadlok']);
	expect(wrong).toMatchObject({exitCode: 2});
	expect(wrong.stderr).toContain('did you mean deadlock?');
});
