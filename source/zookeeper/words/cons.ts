// `cons`: every connection of the port that was asked. (S/server/NIOServerCnxn.java, NettyServerCnxn.java: dumpConnectionInfo)
//
//   cons    = *(row LF) LF
//   row     = " " address "[" hex "]" "(" numbers ["," session] ")"      (address as in client-address.ts)
//   numbers = "queued=" n ",recved=" n ",sent=" n
//   session = "sid=" id ",lop=" op ",est=" n ",to=" n [",lcxid=" id] ",lzxid=" id ",lresp=" n
//             ",llat=" n ",minlat=" n ",avglat=" n ",maxlat=" n
//
// ClickHouse Keeper writes neither "/" nor "[…]" nor "queued=", pads its ids, and has sid=0xffffffffffffffff for "none".
import {readClientAddress} from '../text/client-address.ts';
import {garbled} from '../text/garbled.ts';
import {parseId, type Id} from '../ids.ts';

export type ConnectedSession = {
	readonly id: Id;
	/** `PING`, `GETD`, `CREA` …; `NA` or `null` before the first operation on this connection. */
	readonly lastOp: string;
	/** When this connection (not the session) began, epoch ms by the server's clock. */
	readonly establishedAt: number;
	readonly timeoutMs: number;
	/** The client's own number of its last request; undefined before the first. */
	readonly lastCxid: number | undefined;
	/** Undefined before the first answer on this connection. */
	readonly lastZxid: Id | undefined;
	/** The server's monotonic clock, ms: only differences within one answer mean something; 0 before the first answer. */
	readonly lastResponseMs: number;
	/** Latencies since this connection began or `crst`. */
	readonly lastLatencyMs: number;
	readonly minLatencyMs: number;
	readonly avgLatencyMs: number;
	readonly maxLatencyMs: number;
};

export type Connection = {
	/** `ip:port`; IPv6 in brackets and compressed: `[::1]:36756`. */
	readonly client: string;
	/** Java's selection-key bits: 1 read, 4 write (5: output waits), 0 an asking four-letter word. Undefined: not told. */
	readonly interestOps: number | undefined;
	/** Requests of this connection that wait for their answer. */
	readonly queued: number;
	/** Packets since this connection began or `crst`. */
	readonly received: number;
	readonly sent: number;
	/** Whether it came in through the secureClientPort; absent where only one port is known. */
	readonly secure?: boolean;
	/** Undefined on probes and during the handshake. */
	readonly session: ConnectedSession | undefined;
};

export type Cons = readonly Connection[];

/** Reads the answer to `cons`; throws `garbled` if there are lines and none is a connection. */
export const readCons = (text: string): Cons => {
	const rows: Connection[] = [];
	for (let start = 0; start < text.length;) {
		const newline = text.indexOf('\n', start);
		const end = newline === -1 ? text.length : newline;
		const row = readRow(text.slice(start, end));
		if (row !== undefined) {
			rows.push(row);
		}

		start = end + 1;
	}

	if (rows.length === 0 && (text === '' || text.trim() !== '')) {
		throw garbled('cons', text);
	}

	return rows;
};

/** Reads one row; undefined for what is none. */
export const readRow = (line: string): Connection | undefined => {
	const open = line.indexOf('(');
	const scan: Scan = {line, at: open};
	const queued = nextNumber(scan, 'queued=') ?? 0;
	const received = nextNumber(scan, 'recved=');
	const sent = nextNumber(scan, ',sent=');
	if (open < 2 || received === undefined || sent === undefined) {
		return undefined;
	}

	const ops = line[open - 1] === ']' ? line.lastIndexOf('[', open) : -1;
	return {
		client: readClientAddress(line.slice(1, ops === -1 ? open : ops)),
		interestOps: ops === -1 ? undefined : readHex(line.slice(ops + 1, open - 1)),
		queued,
		received,
		sent,
		session: nextSession(scan),
	};
};

const readHex = (text: string): number | undefined =>
	/^[0-9a-f]{1,8}$/.test(text) ? Number.parseInt(text, 16) : undefined;

/** ClickHouse Keeper's way of saying that there is none; ZooKeeper's too, of a zxid. */
const none = '0xffffffffffffffff';

/** ZooKeeper's code for no operation yet. */
const noOperation = 'NA';

const nextSession = (scan: Scan): ConnectedSession | undefined => {
	const id = nextId(scan, ',sid=');
	if (id === undefined) {
		return undefined;
	}

	const lastOp = nextText(scan, ',lop=') ?? noOperation;
	const establishedAt = nextNumber(scan, ',est=');
	const timeoutMs = nextNumber(scan, ',to=');
	const cxid = nextId(scan, ',lcxid=');
	return establishedAt === undefined || timeoutMs === undefined
		? undefined
		: {
				id,
				// A client that has just reconnected has `lop=null` (facts.md M11).
				lastOp: lastOp === 'null' ? noOperation : lastOp,
				establishedAt,
				timeoutMs,
				lastCxid: cxid === undefined ? undefined : Number(cxid),
				lastZxid: nextId(scan, ',lzxid='),
				lastResponseMs: nextNumber(scan, ',lresp=') ?? 0,
				lastLatencyMs: nextNumber(scan, ',llat=') ?? 0,
				minLatencyMs: nextNumber(scan, ',minlat=') ?? 0,
				avgLatencyMs: nextNumber(scan, ',avglat=') ?? 0,
				maxLatencyMs: nextNumber(scan, ',maxlat=') ?? 0,
			};
};

/** A row and how far it is read: the order of the fields is fixed, and there may be 100,000 rows a second. */
type Scan = {readonly line: string; at: number};

/** Moves to the value of the next field of this name; false, without moving, when there is none. */
const seek = (scan: Scan, key: string): boolean => {
	const at = scan.line.indexOf(key, scan.at);
	if (at !== -1) {
		scan.at = at + key.length;
	}

	return at !== -1;
};

const nextText = (scan: Scan, key: string): string | undefined => {
	if (!seek(scan, key)) {
		return undefined;
	}

	const end = scan.line.indexOf(',', scan.at);
	return scan.line.slice(scan.at, end === -1 ? scan.line.lastIndexOf(')') : end);
};

const nextId = (scan: Scan, key: string): Id | undefined => {
	const id = parseId(nextText(scan, key) ?? '');
	return id === none ? undefined : id;
};

const digits = 16;

/** A whole number, without making a string of it. */
const nextNumber = (scan: Scan, key: string): number | undefined => {
	if (!seek(scan, key)) {
		return undefined;
	}

	const {line, at} = scan;
	const first = line[at] === '-' ? at + 1 : at;
	let index = first;
	let value = 0;
	for (let digit = digitAt(line, index); digit >= 0 && digit <= 9; digit = digitAt(line, ++index)) {
		value = value * 10 + digit;
	}

	const isWhole = index > first && index - first <= digits && (line[index] === ',' || line[index] === ')');
	return isWhole ? (first > at ? -value : value) : undefined;
};

const digitAt = (line: string, index: number): number => line.charCodeAt(index) - 0x30;
