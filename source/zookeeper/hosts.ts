// The connect string: `host[:port][,host[:port]]…[/chroot]`, IPv6 in brackets, default port 2181.
import {isIPv6} from 'node:net';

export type Host = {
	/** The server as the user wrote it, port included: the key by which answers are filed. */
	readonly name: string;
	/** Host name or address without brackets. */
	readonly host: string;
	readonly port: number;
};

export type ConnectString = {
	readonly hosts: readonly Host[];
	/** Path prefix, `/` when there is none. */
	readonly chroot: string;
};

const defaultPort = 2181;
const hostPattern = /^(?:\[(?<ipv6>[^\]]*)\]|(?<host>[^:[\]/\s\p{C}]+))(?::(?<port>\d{1,5}))?$/u;

/** Reads one `host[:port]`; throws a RangeError that names the word and the reason. */
export const parseHost = (text: string): Host => {
	const groups = hostPattern.exec(text)?.groups;
	const host = groups?.['ipv6'] ?? groups?.['host'];
	if (host === undefined) {
		const ipv6 =
			(text.match(/:/g)?.length ?? 0) > 1 ? '; an IPv6 address is written in brackets: [::1]:2181' : '';
		throw new RangeError(`"${text}" is not host:port${ipv6}`);
	}

	if (groups?.['ipv6'] !== undefined && !isIPv6(host)) {
		throw new RangeError(`"${text}": [${host}] is not an IPv6 address`);
	}

	const port = Number(groups?.['port'] ?? defaultPort);
	if (port < 1 || port > 65_535) {
		throw new RangeError(`"${text}": a port lies between 1 and 65535`);
	}

	return {name: host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`, host, port};
};

const isNoName = (segment: string): boolean => ['', '.', '..'].includes(segment);

/** Reads a connect string; throws a RangeError that names the word and the reason. */
export const parseConnectString = (connectString: string): ConnectString => {
	const text = connectString.trim();
	const slash = text.indexOf('/');
	const list = slash === -1 ? text : text.slice(0, slash);
	const chroot = slash === -1 ? '/' : text.slice(slash);
	const words = list
		.split(',')
		.map(word => word.trim())
		.filter(word => word !== '');
	if (words.length === 0) {
		throw new RangeError(`"${text}" names no server; write host:port[,host:port]…[/chroot]`);
	}

	const hosts = words.map(word => parseHost(word));
	if (chroot !== '/' && chroot.slice(1).split('/').some(isNoName)) {
		throw new RangeError(
			`"${chroot}" is not a znode path: no segment is empty, "." or "..", no slash at the end`,
		);
	}

	return {
		hosts: hosts.filter((host, index) => hosts.findIndex(other => other.name === host.name) === index),
		chroot,
	};
};
