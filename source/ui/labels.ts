// Short names for servers: what is the same in all of them is left out.
import {shown, type State} from '../store/state.ts';
import {escapeText} from './escape.ts';

export type Labels = (server: string) => string;

const split = (name: string): {readonly host: string; readonly port: string} => {
	const at = name.lastIndexOf(':');
	return {host: name.slice(0, at), port: name.slice(at + 1)};
};

/** `zk1` where hosts differ, `:2182` where only ports do, else the whole name. */
export const labelsFor = (names: readonly string[]): Labels => {
	const hosts = new Set(names.map(name => split(name).host));
	const ports = new Set(names.map(name => split(name).port));
	const first = (host: string): string => (/^[\d.]+$|^\[/.test(host) ? host : (host.split('.')[0] ?? host));
	const firsts = new Set([...hosts].map(first));
	return server => {
		if (!names.includes(server)) {
			return server;
		}

		const {host, port} = split(server);
		if (hosts.size === names.length) {
			return firsts.size === names.length ? first(host) : host;
		}

		return hosts.size === 1 && ports.size === names.length ? `:${port}` : server;
	};
};

/** A text in which servers have their short names. */
export const withLabels = (text: string, labels: Labels): string =>
	text.replaceAll(/[^\s,;()]+:\d+/g, name => labels(name));

/** The labels of the state's servers; some of their names come from ZooKeeper, so they are escaped. */
export const labelsOf = (state: State): Labels => {
	const labels = labelsFor(shown(state).servers.map(({name}) => name));
	return server => escapeText(labels(server));
};
