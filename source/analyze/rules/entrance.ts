// Rules about who is let in: connections and credentials that are refused, and a door that is open to all.
import {failureIn} from '../reading.ts';
import {counted} from '../quantity.ts';
import {ofCounters, sayGrown} from './counters.ts';
import {perServer, type Look} from './per-server.ts';
import type {Observation, Rule, Scene, ServerWitness} from './rule.ts';

export const entranceRules: readonly Rule[] = [
	ofCounters({
		id: 'connections-rejected',
		wrong:
			'where zktop runs on a machine that has used up its own limit, its questions are refused and counted, too',
		source: 'zookeeper.md C.5 #27; facts.md M13',
		counters: {connection_rejected: 'connections refused'},
		since: '3.6',
		say: ({by, span, scene, server}) => ({
			severity: 'warn',
			text: `${counted(by, 'connection')} refused ${span}: a client address has reached maxClientCnxns, or all together maxCnxns${mayBeOurs(scene, server) ? "; zktop's own questions are refused, too, and counted" : ''}`,
			why: 'maxClientCnxns counts the connections of one client address; a client that is refused tries again at once, on another server as well.',
			next: [
				'sessions by client address: which of them opens one for each thread?',
				"the server's log names the address: Too many connections from",
			],
		}),
	}),
	ofCounters({
		id: 'auth-failures',
		wrong: 'a single client with an old password tries again and again',
		source: 'zookeeper.md C.2 auth_failed_count, C.3 ensemble_auth_fail, unsuccessful_handshake; C.5 #40',
		counters: {
			auth_failed_count: 'authentications failed',
			ensemble_auth_fail: 'clients expected another ensemble',
			unsuccessful_handshake: 'TLS handshakes failed',
			tls_handshake_exceeded: 'TLS handshakes refused (too many at a time)',
		},
		since: '3.6.3',
		say: ({grown, span}) => ({
			severity: 'warn',
			text: `${sayGrown(grown)} ${span}`,
			why: 'A client that is not let in tries again and again; it may be one that was forgotten when passwords or certificates changed, or one that guesses.',
			next: ["the server's log names the address and the reason"],
		}),
	}),
	{
		id: 'open-to-world',
		wrong: 'the network between may let only a few in, zktop among them',
		source: 'zookeeper.md B.1 admin.serverAddress 0.0.0.0, B.5: no credentials but for snapshot and restore',
		raisesAfter: 1,
		clearsAfter: 0,
		judge: scene => perServer(scene, openDoor),
	},
];

/** A question of ours or our session was refused for the limit of our address: that was counted. */
const mayBeOurs = ({session}: Scene, {cons, dump, wchs, conf}: ServerWitness): boolean =>
	[cons, dump, wchs, conf].some(reading => failureIn(reading)?.kind === 'connection-limit') ||
	(session.kind === 'connecting' && session.failure?.kind === 'connection-limit');

const loopback = /^(?:127\.|localhost:|\[::1\])/i;

const openDoor = ({name, tried}: ServerWitness): Look => {
	const attempts = Object.values(tried)
		.flat()
		.filter(({source}) => source === 'admin');
	const open = attempts.find(({result, scheme}) => result === 'works' && scheme === 'http');
	if (loopback.test(name)) {
		return 'asked over loopback: whether others get to it cannot be seen from here';
	}

	return attempts.length === 0
		? 'its AdminServer was not needed, and so not asked'
		: open === undefined
			? []
			: [exposed(name)];
};

const exposed = (name: string): Observation => ({
	severity: 'info',
	subject: name,
	text: 'AdminServer answers without credentials, over plain HTTP: connections, ephemerals and configuration are open to whoever gets to its port',
	sinceAtLeast: true,
	place: {kind: 'sources'},
	evidence: [
		{
			what: 'AdminServer',
			now: {text: 'answers without credentials'},
			server: name,
			from: 'http, /commands',
		},
	],
	next: [
		'admin.serverAddress=127.0.0.1 in zoo.cfg, or a firewall that lets only monitoring in',
		'admin.enableServer=false where nobody needs it',
	],
	limit: 'an answer to us, from an address that is not loopback',
});
