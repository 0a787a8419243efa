// A real ensemble of three with TLS, each server another door, and the certificates that open them.
import {makeCertificates, type Certificate} from './certificates.ts';
import {startEnsemble, type Ensemble} from './ensemble.ts';
import {freePorts} from './free-ports.ts';

export type Secured = {
	readonly ensemble: Ensemble;
	/** TLS ports as host:port: one that takes anybody, one that wants a client certificate, one whose own has expired. */
	readonly open: string;
	readonly mutual: string;
	readonly expired: string;
	/** A plain port of the same ensemble. */
	readonly plain: string;
	readonly authority: Certificate;
	/** A client's certificate that the servers know. */
	readonly ours: Certificate;
	/** One that nobody knows. */
	readonly stranger: Certificate;
	stop(): Promise<void>;
};

export const startSecured = async (): Promise<Secured> => {
	const files = makeCertificates();
	const authority = files.make({commonName: 'the test authority'});
	const names = 'IP:127.0.0.1,DNS:localhost';
	const valid = files.make({commonName: 'server', names, signedBy: authority});
	const old = files.make({commonName: 'server', names, signedBy: authority, expired: true});
	const ports = await freePorts(3);
	const ensemble = await startEnsemble({
		servers: 3,
		config: {
			serverCnxnFactory: 'org.apache.zookeeper.server.NettyServerCnxnFactory',
			'ssl.keyStore.type': 'PEM',
			'ssl.trustStore.type': 'PEM',
			'ssl.trustStore.location': authority.certFile,
		},
		configOf: id => ({
			secureClientPort: String(ports[id - 1]),
			'ssl.keyStore.location': (id === 3 ? old : valid).pemFile,
			'ssl.clientAuth': id === 2 ? 'need' : 'none',
			// The others speak 1.2, in which it is known before the handshake is over who is let in.
			...(id === 2 && {'ssl.enabledProtocols': 'TLSv1.3', 'ssl.ciphersuites': 'TLS_AES_256_GCM_SHA384'}),
		}),
	});
	const [open = '', mutual = '', expired = ''] = ports.map(port => `127.0.0.1:${port}`);
	return {
		ensemble,
		open,
		mutual,
		expired,
		plain: ensemble.servers[0]?.connect ?? '',
		authority,
		ours: files.make({commonName: 'zktop', signedBy: authority}),
		stranger: files.make({commonName: 'zktop'}),
		async stop() {
			await ensemble.stop();
			files.remove();
		},
	};
};
