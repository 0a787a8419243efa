// What the servers say in the scenes of the screen: a recorded ensemble that is well, half silent, gone, nine or balanced.
import {inRowOrder} from '../../source/zookeeper/row-order.ts';
import type {PolledWord, Sample, WordArrival, WordValues, ZnodeArrival} from '../../source/collect/sample.ts';
import type {Failure} from '../../source/zookeeper/errors.ts';
import type {Stat} from '../../source/zookeeper/stat.ts';
import {readConf} from '../../source/zookeeper/words/conf.ts';
import {readCons} from '../../source/zookeeper/words/cons.ts';
import {readDump} from '../../source/zookeeper/words/dump.ts';
import {readMntr} from '../../source/zookeeper/words/mntr.ts';
import {readSrvr} from '../../source/zookeeper/words/srvr.ts';
import {readWchp} from '../../source/zookeeper/words/wchp.ts';
import {readWchs} from '../../source/zookeeper/words/wchs.ts';
import {recorded} from '../helpers/recorded-words.ts';

/** Wide, combined, escaping, reordering and very long. */
export const hostile =
	'漢字\u001B[31mred\u001B]52;c;aGk=\u0007\u202Eright\u200D\u2028e\u0301\u009B2J\u{1F469}한글';
export const long = 'a-name-that-goes-on-and-on-'.repeat(8);

export const names = ['zk1:2181', 'zk2:2181', 'zk3:2181'] as const;
type Name = (typeof names)[number];

const situations = {'zk1:2181': 'follower1', 'zk2:2181': 'leader', 'zk3:2181': 'follower2'} as const;
const said = (server: Name, word: string): string => recorded(`3.8.0/${situations[server]}`, word);

export const startedAt = Date.UTC(2026, 10, 22, 14, 3, 20);
const owner = '0x300000ec8e50001';
const contenders = [
	`/locks/orders/${'0'.repeat(32)}__lock__0000000001`,
	`/locks/orders/${'1'.repeat(32)}__lock__0000000002`,
	`/locks/${hostile}/${'2'.repeat(32)}__lock__0000000001`,
	`/${long}/${'3'.repeat(32)}__lock__0000000001`,
];

/** The leader's dump, with a session that owns places in queues. */
const dump = `${said('zk2:2181', 'dump').split('Connections dump')[0] ?? ''}${owner}:\n${contenders
	.map(path => `\t${path}\n`)
	.join('')}`;

const readers: {readonly [W in PolledWord]: (server: Name) => WordValues[W]} = {
	// Recorded before mntr, but asked after it.
	srvr: server => ({...readSrvr(said(server, 'srvr')), received: 1_000_000}),
	mntr: server => readMntr(said(server, 'mntr')),
	conf: server => readConf(said(server, 'conf')),
	cons: server => readCons(said(server, 'cons')),
	dump: () => readDump(dump),
	wchs: server => readWchs(said(server, 'wchs')),
	wchp: server => readWchp(said(server, 'wchp')),
	leader: () => ({leads: false, id: 3, address: '127.0.0.1'}),
};

const words = Object.keys(readers) as readonly PolledWord[];

/** Each client is heard of in every tick. */
const heardIn = (server: Name, tick: number): WordValues['cons'] =>
	readers.cons(server).map(({session, ...row}) => ({
		...row,
		session: session && {...session, lastResponseMs: session.lastResponseMs + tick * 1000},
	}));

const told = (word: PolledWord, server: Name, tick: number, at: number): WordArrival =>
	({
		of: 'word',
		word,
		server,
		answer: {kind: 'fresh', value: word === 'cons' ? heardIn(server, tick) : readers[word](server), at},
		source: 'word',
		attempts: [],
		tick,
		tookMs: 1.25,
		ownPackets: tick,
		ownPacketsAtLeast: tick,
	}) as WordArrival;

const failed = (server: Name, failure: Failure, tick: number, at: number): WordArrival => ({
	of: 'word',
	word: 'srvr',
	server,
	answer: {kind: 'failed', failure, at},
	source: 'word',
	attempts: [],
	tick,
	tookMs: 2000,
	ownPackets: 0,
	ownPacketsAtLeast: 0,
});

const stat: Stat = {
	czxid: '0x100000002',
	mzxid: '0x100000003',
	pzxid: '0x100000004',
	ctime: startedAt - 86_400_000,
	mtime: startedAt - 5000,
	version: 3,
	cversion: 4,
	aversion: 0,
	ephemeralOwner: undefined,
	dataBytes: 1234,
	children: 5,
};

const children: readonly string[] = [hostile, long, 'locks', '漢字の名前'.repeat(9), 'plain', '\u0301\u0301'];

const znodes = (at: number): readonly ZnodeArrival[] => [
	{of: 'children', path: '/', answer: {kind: 'fresh', value: {names: inRowOrder(children), stat}, at}},
	...children.map((name): ZnodeArrival => ({
		of: 'stat',
		path: `/${name}`,
		answer: {kind: 'fresh', value: stat, at},
	})),
	{
		of: 'children',
		path: '/locks',
		answer: {kind: 'fresh', value: {names: inRowOrder(['orders', hostile]), stat}, at},
	},
	{
		of: 'children',
		path: '/plain',
		answer: {kind: 'failed', failure: {kind: 'no-auth', message: `not for ${hostile}`}, at},
	},
];

export const path = `/${hostile}`;

/** What a card shows. */
export const content = (
	data: string | Uint8Array,
	at: number,
	of: string = path,
): readonly ZnodeArrival[] => {
	const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
	const acl = [
		{permissions: 31, scheme: 'world', id: 'anyone'},
		{permissions: 1, scheme: 'digest', id: hostile},
	];
	return [
		{of: 'data', path: of, answer: {kind: 'fresh', value: {data: bytes, stat}, at}},
		{of: 'acl', path: of, answer: {kind: 'fresh', value: acl, at}},
	];
};

export type Script = (tick: number, at: number) => Sample['arrivals'];

const connected = (since: number): Sample['arrivals'][number] => ({
	of: 'session',
	state: {
		kind: 'connected',
		server: {name: 'zk1:2181', host: 'zk1', port: 2181},
		session: '0x100000ec87b00ff',
		timeoutMs: 10_000,
		readOnly: false,
	},
	since,
});

export const well: Script = (tick, at) => [
	...names.flatMap(server => words.map(word => told(word, server, tick, at))),
	...(tick === 0 ? [connected(at), ...znodes(at)] : []),
];

const silent: Failure = {kind: 'silent', message: 'no answer in 2 s'};
const refused: Failure = {kind: 'refused', message: `connection refused, says ${hostile}`};

export const halfSilent: Script = (tick, at) =>
	tick < 3
		? well(tick, at)
		: [
				...names.slice(0, 2).flatMap(server => words.map(word => told(word, server, tick, at))),
				failed('zk3:2181', silent, tick, at),
			];

export const dead: Script = (tick, at) => [
	...names.map(server => failed(server, refused, tick, at)),
	{of: 'session', state: {kind: 'connecting', failure: refused, attempts: tick}, since: at},
];

/** Nine members, of which three are named; hosts may be called anything. */
export const nine: Script = (tick, at) => [
	...well(tick, at),
	{
		of: 'config',
		answer: {
			kind: 'fresh',
			value: {
				version: '0x900000000',
				members: Array.from({length: 9}, (_, index) => ({
					id: index + 1,
					role: 'participant' as const,
					address: index === 8 ? hostile : `zk${index + 1}`,
					quorumPort: 2888,
					electionPort: 3888,
				})),
			},
			at,
		},
	},
];

/** Another server answers under the third name each time. */
export const balanced: Script = (tick, at) => [
	...well(tick, at),
	{
		...told('conf', tick % 2 === 0 ? 'zk1:2181' : 'zk3:2181', tick, at),
		server: 'zk3:2181',
	},
];
