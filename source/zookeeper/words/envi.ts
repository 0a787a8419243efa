// `envi`: the server's environment; allowed even without a quorum. (S/server/command/EnvCommand.java)
//
//   envi = "Environment:" LF *(key "=" value LF)
import {garbled} from '../text/garbled.ts';

/** By key, e.g. `zookeeper.version`, `host.name`, `java.version`, `os.memory.max` (text: `247MB`). */
export type Envi = ReadonlyMap<string, string>;

/** Reads the answer to `envi`; throws `garbled` without its first line. */
export const readEnvi = (text: string): Envi => {
	if (!text.startsWith('Environment:')) {
		throw garbled('envi', text);
	}

	const values = new Map<string, string>();
	for (const line of text.split('\n')) {
		const equals = line.indexOf('=');
		if (equals > 0) {
			values.set(line.slice(0, equals), line.slice(equals + 1).trim());
		}
	}

	return values;
};
