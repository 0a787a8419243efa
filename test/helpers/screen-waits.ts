// Waiting for what a screen shows, by looking each time something was drawn: no polling, no sleeping.

/** A text on the screen, or a look at its rows. */
export type Condition = string | RegExp | ((rows: readonly string[]) => boolean);

export type Waits = {
	/** To be called after each change of the screen, and when the program has ended. */
	readonly look: () => void;
	/** Resolves as soon as the condition holds; rejects with the screen when it does not in time or the program ends. */
	readonly waitFor: (condition: Condition, patience?: {readonly withinMs?: number}) => Promise<void>;
};

const holds = (condition: Condition, rows: readonly string[]): boolean => {
	if (typeof condition === 'function') {
		return condition(rows);
	}

	const text = rows.join('\n');
	return typeof condition === 'string' ? text.includes(condition) : condition.test(text);
};

/** The screen in a frame, for messages. */
const framed = (rows: readonly string[]): string => ['┌──', ...rows.map(row => `│ ${row}`), '└──'].join('\n');

export type Watched = {
	/** The rows of the screen. */
	readonly read: () => readonly string[];
	/** Whether they are a whole frame: half-drawn ones are not looked at. */
	readonly whole: () => boolean;
	/** Whether the program still runs. */
	readonly running: () => boolean;
};

/** Waits on a screen for as long as its program runs. */
export const createWaits = ({read, whole, running}: Watched): Waits => {
	const looks = new Set<() => void>();

	const waitFor = async (condition: Condition, {withinMs = 10_000} = {}): Promise<void> =>
		new Promise((resolve, reject) => {
			const end = (): void => {
				looks.delete(look);
				clearTimeout(deadline);
			};

			const fail = (why: string): void => {
				end();
				reject(new Error(`${why}: ${String(condition)}\n${framed(read())}`));
			};

			const look = (): void => {
				if ((whole() || !running()) && holds(condition, read())) {
					end();
					resolve();
				} else if (!running()) {
					fail('the program ended without showing');
				}
			};

			const deadline = setTimeout(fail, withinMs, `the screen does not show within ${withinMs} ms`);
			looks.add(look);
			look();
		});

	return {
		look() {
			for (const look of looks) {
				look();
			}
		},
		waitFor,
	};
};
