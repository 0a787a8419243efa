// ctrl-z gives the terminal to the shell, fg gives it back.
import {resolve} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {clockShown, closing, keys, patient, press} from './story.ts';

const cli = resolve(import.meta.dirname, '../../dist/cli.js');

describeWithZooKeeper('ctrl-z', () => {
	let ensemble: Ensemble;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
	});
	afterAll(async () => ensemble.stop());

	it('suspends zktop, and fg continues it, as often as one likes', async () => {
		const args = ['--norc', '--noprofile', '-i'];
		const terminal = closing(openTerminal({command: '/bin/bash', args, env: {PS1: 'ready> '}}));
		await terminal.waitFor('ready>', patient);
		await press(terminal, `${process.execPath} ${cli} ${ensemble.connectString}\r`, /▸ zookeeper +2 /);
		for (let time = 1; time <= 2; time++) {
			await press(
				terminal,
				keys.ctrl('z'),
				rows => rows.filter(row => /^\[1\]\+ +Stopped/.test(row)).length === time,
			);
			await terminal.waitFor(rows => rows.findLast(row => row !== '') === 'ready>', patient);
			expect(terminal).toMatchObject({alternate: false, cursor: {visible: true}});
			expect(terminal.modes.bracketedPasteMode).toBe(true); // bash has it on while it reads a line
			await press(terminal, `echo lent $((40 + ${time}))\r`, `lent 4${time}`);
			await press(terminal, 'fg\r', rows => clockShown(rows) !== undefined);
			await terminal.waitFor(/▸ zookeeper +2 /, patient);
			expect(terminal.alternate).toBe(true);
			const before = clockShown(terminal.screen());
			await terminal.waitFor(rows => clockShown(rows) !== before, patient);
			await press(terminal, 'j', /▌ {2}▸ zookeeper/);
			await press(terminal, 'k', /▌▾ \//);
		}

		await press(terminal, 'q', /ready> $|ready>$/m);
		await press(terminal, 'echo "code $?"\r', 'code 0');
	});
});
