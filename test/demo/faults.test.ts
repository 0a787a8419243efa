// What can be broken in the demo is told while it is broken, and healed one by one or all at once.
import {afterEach, beforeEach, expect, it} from 'vitest';
import {Ensemble} from '../../source/demo/ensemble/ensemble.ts';
import {Faults, type Step} from '../../source/demo/faults.ts';
import {createStage, type Stage} from '../../source/demo/stage.ts';

const ensemble = new Ensemble({servers: 3});
const faults = new Faults(ensemble);
const over = new AbortController();
let stage: Stage;

beforeEach(async () => {
	await ensemble.start();
	stage = createStage(ensemble, {seed: 1, load: 1, signal: over.signal});
});
afterEach(() => {
	ensemble.stop();
});

const broken = (): readonly string[] =>
	faults.targets.flatMap(({id, faults}) => (faults === '' ? [] : [`${id} ${faults}`]));

it('breaks servers and clients, says so, and heals them', async () => {
	const client = await stage.connect('10.0.0.31');
	const steps: readonly Step[] = [
		{fault: 'kill', target: 'zk1'},
		{fault: 'slow-disk', target: 'zk2', lengthMs: 50},
		{fault: 'partition', target: 'zk2'},
		{fault: 'freeze', target: 'leader'},
		{fault: 'freeze', target: 'zk1'},
		{fault: 'cut', target: '10.0.0.31'},
		{fault: 'delay', target: '10.0.0.31', lengthMs: 20},
	];
	for (const step of [...steps, ...steps]) {
		await faults.play(step);
	}

	expect(broken()).toEqual([
		'zk1 killed',
		'zk2 slow disk, partitioned',
		'zk3 frozen',
		'10.0.0.31 cut off, delayed',
	]);
	await faults.heal('zk2');
	await faults.toggle('freeze', 'zk3');
	expect(broken()).toEqual(['zk1 killed', '10.0.0.31 cut off, delayed']);
	await faults.heal();
	expect(broken()).toEqual([]);
	expect(ensemble.servers.every(({running}) => running)).toBe(true);
	await client.close();
});

it('leaves alone what is not there', async () => {
	await faults.toggle('cut', '10.0.0.99');
	await faults.play({fault: 'expire', target: '10.0.0.99'});
	expect(broken()).toEqual([]);
});
