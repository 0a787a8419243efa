// The lists of all sessions that the store holds on to: they are long, and each answer brings another one.
import {setImmediate} from 'node:timers/promises';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {expect, it} from 'vitest';
import {answers, names, scripted, told} from './scripted.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

it('are those of now and of the look before, and none that they took the place of', async () => {
	const {sample, data} = scripted();
	const lists: Array<WeakRef<object>> = [];
	for (let second = 0; second < 24; second++) {
		const cons = names.map(name =>
			answers(
				name,
				'cons',
				told(name, 'cons').map(row => ({...row, received: row.received + second})),
			),
		);
		sample(second, ...names.map(name => answers(name, 'srvr')), ...cons);
		expect(data().inspection.bySession).not.toBe(lists.at(-1)?.deref());
		lists.push(new WeakRef(data().inspection.bySession));
		await setImmediate(); // what a reference is made of is held until then
	}

	expect(data().inspection.bySession.size).toBeGreaterThan(0);
	for (let time = 0; time < 3; time++) {
		collectGarbage(); // one that was under way keeps what it had seen already
		await setImmediate();
	}

	// Two or three, and what the collector has not looked at again; all 24 where each held the one before.
	expect(lists.filter(list => list.deref() !== undefined).length).toBeLessThanOrEqual(8);
});
