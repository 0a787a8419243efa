// How long `zktop explain` watches.
import {UsageError} from './usage-error.ts';

const unitMs: Readonly<Record<string, number>> = {s: 1000, m: 60_000, h: 3_600_000};

/** In ms: `60s`, `5m`, `1h`; ten seconds where it is not said. */
export const watchOf = ([word, extra]: readonly string[]): number => {
	if (word === undefined) {
		return 10_000;
	}

	const {count, unit = ''} = /^(?<count>\d{1,6})(?<unit>[smh])$/.exec(word)?.groups ?? {};
	const ms = Number(count) * (unitMs[unit] ?? Number.NaN);
	if (!(ms >= 1000 && ms <= 86_400_000) || extra !== undefined) {
		throw new UsageError(
			`zktop explain takes one TIME from 1s to 24h, as 60s, 5m or 1h, but got "${[word, extra].filter(text => text !== undefined).join(' ')}"`,
		);
	}

	return ms;
};
