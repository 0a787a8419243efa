// A chroot that is not there, or not yet.
import {afterAll, beforeAll, it} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {startWriter, type Writer} from '../helpers/writer.ts';
import {open, patient, press} from './story.ts';

describeWithZooKeeper('a chroot that does not exist', () => {
	let ensemble: Ensemble;
	let writer: Writer;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
		writer = await startWriter(ensemble.connectString);
	});
	afterAll(async () => {
		await writer.close();
		await ensemble.stop();
	});

	it('is named with what to do, and read below as soon as it is there', async () => {
		const terminal = open([`${ensemble.connectString}/no/such`], {columns: 160});
		await terminal.waitFor('the chroot /no/such does not exist: create it', patient);
		await press(
			terminal,
			'z',
			'the chroot /no/such does not exist: create it, or correct the connect string',
		);
		await press(terminal, 'z', /─ Servers ─/);
		await writer.createAll(['/no', '/no/such', '/no/such/child']);
		await terminal.waitFor(/^│ +child +0 /m, patient);
	});
});
