// The server's other client port: `cons` lists the connections of the port that was asked alone. (S/server/command/ConsCommand.java)
//
// All else that is polled tells of both ports (measured on 3.8.0 with Netty: srvr, mntr, dump, wchs, conf), as the AdminServer does.
import type {Host} from '../../zookeeper/hosts.ts';
import {systemTls, type Tls} from '../../zookeeper/security.ts';
import type {Conf} from '../../zookeeper/words/conf.ts';
import type {Connection, Cons} from '../../zookeeper/words/cons.ts';
import {failedAnswer} from '../answer.ts';
import type {Tried} from './shut-doors.ts';
import {probeWord, type Asked, type WordProbe} from './words.ts';

type Known = Extract<OtherPort, {readonly kind: 'known'}>;
type Hidden = Extract<OtherPort, {readonly kind: 'hidden'}>;

export type OtherPort =
	/** `secure`: it is the secureClientPort. `tls` undefined: plain. */
	| {readonly kind: 'known'; readonly host: Host; readonly tls: Tls | undefined; readonly secure: boolean}
	/** The server has one, but we came to it by a port that it does not know. */
	| {readonly kind: 'hidden'; readonly port: number; readonly why: string};

type Ports = Pick<Conf, 'clientPort' | 'secureClientPort'>;

/** The port that was not named; undefined where there is none. `tls` is what the named one is asked with. */
export const otherPortOf = (host: Host, tls: Tls | undefined, ports: Ports): OtherPort | undefined => {
	const {clientPort, secureClientPort} = ports;
	if (clientPort === host.port) {
		// With client.portUnification there may be TLS on both.
		return secureClientPort === undefined ? undefined : at(host, secureClientPort, tls ?? systemTls, true);
	}

	if (secureClientPort === host.port) {
		return clientPort === undefined ? undefined : at(host, clientPort, undefined, false);
	}

	const port = tls === undefined ? secureClientPort : clientPort;
	return port === undefined ? undefined : {kind: 'hidden', port, why: hiddenBy(host, port)};
};

const at = (host: Host, port: number, tls: Tls | undefined, secure: boolean): OtherPort => ({
	kind: 'known',
	host: {...host, port},
	tls,
	secure,
});

const hiddenBy = (host: Host, port: number): string =>
	`conf tells of port ${port} beside this one, but not of ${host.port}: something stands between, and the way to ${port} is not known`;

/** Asks the word of the other port. It is a packet of the same server. */
export const askOtherPort = async ({host, tls}: Known, probe: WordProbe): Promise<Asked> => ({
	...(await probeWord({...probe, host, tls})),
	port: host.port,
});

/** What is told of a port that cannot be asked. */
export const hiddenPort = ({arrival}: Asked, {port, why}: Hidden, now: number): Tried => ({
	asked: {
		arrival: {...arrival, answer: failedAnswer({kind: 'unreachable', message: why}, now)},
		bytes: 0,
	},
	attempt: {source: 'other-port', result: 'failed', why, at: now, bytes: 0, asksPerMinute: 0, port},
});

/** The connections of both ports where both are told. */
export const bothPorts = (first: Tried, second: Tried, other: OtherPort): Tried => {
	const [mine, others] = [first.asked.arrival, second.asked.arrival];
	if (
		other.kind === 'hidden' ||
		mine.word !== 'cons' ||
		others.word !== 'cons' ||
		mine.answer.kind !== 'fresh' ||
		others.answer.kind !== 'fresh'
	) {
		return first;
	}

	const value = mergeCons(mine.answer.value, others.answer.value, other.secure);
	const bytes = first.asked.bytes + second.asked.bytes;
	return {...first, asked: {arrival: {...mine, answer: {...mine.answer, value}}, bytes}};
};

/** The connections of both ports, each once, told apart. `secure`: the others are those of the secureClientPort. */
const mergeCons = (cons: Cons, others: Cons, secure: boolean): Cons => {
	const told = new Set(cons.map(keyOf));
	return [
		...cons.map(connection => ({...connection, secure: !secure})),
		...others.filter(connection => !told.has(keyOf(connection))).map(connection => ({...connection, secure})),
	];
};

/** A client may come to both ports from the same one of its own. */
const keyOf = ({client, session}: Connection): string => `${client} ${session?.id ?? ''}`;
