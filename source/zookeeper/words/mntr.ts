// `mntr`: all metrics of a server. (S/server/command/MonitorCommand.java, DefaultMetricsProvider, PrometheusMetricsProvider)
//
//   mntr  = *("zk_" key TAB value LF), in hash order
//   key   = name | ("avg" | "min" | "max" | "cnt" | "sum" | "p50" …) "_" [set-key "_"] name       (default provider)
//         | name ["_count" | "_sum" | "_avg"] ["{" label *("," label) "}"];  label = name '="' text '"'   (Prometheus)
//   value = a Java long or double (`12`, `0.6019`, `1.0E7`, `NaN`), or text for version, server_state, peer_state
import {garbled} from '../text/garbled.ts';
import {readNumber} from '../text/read-number.ts';
import {modeOf, versionOf, type Mode} from './srvr.ts';

export type Mntr = {
	/** As in `Srvr`. */
	readonly version: string | undefined;
	readonly mode: Mode | undefined;
	/** Since 3.6, of quorum servers, e.g. `leading - broadcast`. */
	readonly peerState: string | undefined;
	/**
	 * Finite numbers by name without `zk_`, the default provider's spelling for both providers: `cnt_readlatency`,
	 * `sum_2_ack_latency`. Prometheus quantiles keep their own: `readlatency{quantile="0.5"}`. A key may always be missing.
	 * Counters and summaries run since start or `srst`.
	 */
	readonly values: ReadonlyMap<string, number>;
};

const prefix = 'zk_';

/** Reads the answer to `mntr`, lines it does not know left out; throws `garbled` if it knows none. */
export const readMntr = (text: string): Mntr => {
	const values = new Map<string, number>();
	const texts = new Map<string, string>();
	let tab = -1;
	for (let start = 0; start < text.length;) {
		if (tab < start) {
			tab = text.indexOf('\t', start);
		}

		if (tab === -1) {
			break;
		}

		const newline = text.indexOf('\n', start);
		const end = newline === -1 ? text.length : newline;
		if (tab < end && text.startsWith(prefix, start)) {
			const key = text.slice(start + prefix.length, tab);
			const value = text.slice(tab + 1, end);
			const number = readNumber(value);
			if (number === undefined) {
				texts.set(key, value.trim());
			} else {
				values.set(key, number);
			}
		}

		start = end + 1;
	}

	if (values.size === 0) {
		throw garbled('mntr', text);
	}

	return mntrOf(values, texts);
};

/** The record of what a server tells by name, without `zk_`: numbers (which it takes over) and texts. */
export const mntrOf = (values: Map<string, number>, texts: ReadonlyMap<string, string>): Mntr => {
	const version = texts.get('version');
	return {
		version: version === undefined ? undefined : versionOf(version),
		mode: modeOf(texts.get('server_state')),
		peerState: texts.get('peer_state'),
		values: inDefaultSpelling(values),
	};
};

const labelled = /^(?<name>[^{]*)\{key="(?<key>[^"]*)"\}$/;
const suffixes = [
	['_count', 'cnt'],
	['_sum', 'sum'],
	['_avg', 'avg'],
] as const;

/** `X_sum` is Prometheus', and so is then `X_count`; alone, `X_count` (`znode_count`) is a name like any other. */
const inDefaultSpelling = (values: Map<string, number>): ReadonlyMap<string, number> => {
	const foreign = [...values.keys()].filter(key => key.endsWith('_sum') || key.endsWith('"}'));
	for (const found of foreign) {
		const {name = found, key} = labelled.exec(found)?.groups ?? {};
		const labels = found.slice(name.length);
		const infix = key === undefined ? '' : `${key}_`;
		if (name.endsWith('_sum')) {
			const base = name.slice(0, -'_sum'.length);
			for (const [suffix, statistic] of suffixes) {
				rename(values, `${base}${suffix}${labels}`, `${statistic}_${infix}${base}`);
			}
		}
	}

	for (const found of foreign) {
		const {name, key} = labelled.exec(found)?.groups ?? {};
		if (name !== undefined && key !== undefined) {
			rename(values, found, `${key}_${name}`);
		}
	}

	return values;
};

const rename = (values: Map<string, number>, from: string, to: string): void => {
	const value = values.get(from);
	if (value !== undefined) {
		values.delete(from);
		values.set(to, value);
	}
};
