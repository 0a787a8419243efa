// `--admin-port 8080` or `--admin-port 8080,,8081`: where each server's AdminServer listens.
import {UsageError} from './usage-error.ts';
import {stringOf, type Flags} from './values.ts';

/** One for each host in order; undefined when the flag is not given. An empty place: not told. */
export const adminPortsOf = (flags: Flags, hosts: number): readonly (number | undefined)[] | undefined => {
	const text = stringOf(flags, 'admin-port');
	if (text === undefined) {
		return undefined;
	}

	const ports = text.split(',').map(portOf);
	if (ports.length !== 1 && ports.length !== hosts) {
		throw new UsageError(
			`--admin-port names ${ports.length} ports, but there ${hosts === 1 ? 'is 1 host' : `are ${hosts} hosts`}; ` +
				'give one port for all, or one for each host in order (an empty place: not told)',
		);
	}

	return Array.from({length: hosts}, (_, index) => (ports.length === 1 ? ports[0] : ports[index]));
};

const portOf = (text: string): number | undefined => {
	const word = text.trim();
	if (word === '') {
		return undefined;
	}

	const port = /^\d{1,5}$/.test(word) ? Number(word) : 0;
	if (port < 1 || port > 65_535) {
		throw new UsageError(`--admin-port: "${word}" is no port from 1 to 65535`);
	}

	return port;
};
