// A screen that has a secret and believes any certificate: that is red in the header, and the secret is nowhere to be seen.
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {
	makeCertificates,
	pfxPassphrase,
	type Certificate,
	type Certificates,
} from '../helpers/certificates.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {freePorts} from '../helpers/free-ports.ts';
import {createGuarded} from '../helpers/guarded.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder, type TempFolder} from '../helpers/temp-folder.ts';
import {startWriter} from '../helpers/writer.ts';
import {keys, open, patient, press} from './story.ts';

const alice = {user: 'alice', password: 'hunter2'};

describeWithZooKeeper('a screen with a secret', () => {
	let folder: TempFolder;
	let certificates: Certificates;
	let ensemble: Ensemble;
	let ours: Certificate;
	let address: string;

	const write = (name: string, text: string): string => {
		const path = join(folder.path, name);
		writeFileSync(path, text, {mode: 0o600});
		return path;
	};

	beforeAll(async () => {
		folder = makeTempFolder('secrets');
		certificates = makeCertificates();
		const authority = certificates.make({commonName: 'the test authority'});
		const old = certificates.make({commonName: 'server', signedBy: authority, expired: true});
		ours = certificates.make({commonName: 'zktop', signedBy: authority});
		const [port = 0] = await freePorts(1);
		address = `127.0.0.1:${port}`;
		ensemble = await startEnsemble({
			servers: 1,
			config: {
				serverCnxnFactory: 'org.apache.zookeeper.server.NettyServerCnxnFactory',
				secureClientPort: String(port),
				'ssl.keyStore.type': 'PEM',
				'ssl.keyStore.location': old.pemFile,
				'ssl.trustStore.type': 'PEM',
				'ssl.trustStore.location': authority.certFile,
				'ssl.clientAuth': 'need',
			},
		});
		const writer = await startWriter(ensemble.connectString);
		await createGuarded(writer, '/guarded', alice);
		await writer.close();
	});
	afterAll(async () => {
		await ensemble.stop();
		certificates.remove();
		folder.remove();
	});

	it('shows what it opens and INSECURE in red, and the secret neither in argv, nor saved, nor in a crash', async () => {
		const cwd = makeTempFolder('saved');
		const fault = pathToFileURL(resolve(import.meta.dirname, 'faults/throw-in-render.ts')).href;
		const terminal = open(
			[
				address,
				'--insecure',
				...['--pfx', ours.pfxFile, '--passphrase-file', write('passphrase', `${pfxPassphrase}\n`)],
				...['--auth', 'digest:alice', '--auth-file', write('password', `${alice.password}\n`)],
			],
			{cwd: cwd.path, env: {NODE_OPTIONS: `--import=${fault}`}},
		);
		await terminal.waitFor(/INSECURE: TLS not verified +LIVE/, patient);
		const column = (terminal.screen()[0] ?? '').indexOf('INSECURE');
		expect(terminal.cell(0, column)).toMatchObject({foreground: 1, bold: true});
		await terminal.waitFor(/▸? guarded +0 /, patient);
		await press(terminal, keys.down, /▌ +guarded/);
		await press(terminal, keys.enter, /│ told /);
		await terminal.waitFor(/digest:alice:/, patient); // its hash, as the server tells everybody
		await press(terminal, keys.ctrl('s'), /screen written to zktop-/);
		const [saved = ''] = readdirSync(cwd.path);
		const seen = [
			readFileSync(join(cwd.path, saved), 'utf8'),
			readFileSync(`/proc/${terminal.pid}/cmdline`, 'utf8'),
		];
		terminal.kill('SIGUSR2');
		await terminal.exited;
		expect(terminal.text()).toContain('thrown in render');
		for (const text of [...seen, terminal.raw()]) {
			expect(text).not.toContain(alice.password);
			expect(text).not.toContain(pfxPassphrase);
		}

		cwd.remove();
	});
});
