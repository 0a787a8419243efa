// A client in another language, driven by JSON lines: one process is one session.
// We write {"seq": 1, "do": …}; it writes {"reply": 1, "ok": {…}} or {"reply": 1, "error", "message"}, and events between.
import {createInterface} from 'node:readline';
import {startChild, type ChildOptions} from './child.ts';

type Fields = Readonly<Record<string, unknown>>;
type Reply = {
	readonly reply: number;
	readonly ok?: Fields;
	readonly error?: string;
	readonly message?: string;
};
type Pending = {readonly resolve: (ok: Fields) => void; readonly reject: (error: Error) => void};

/** Fields that must be equal, or a look at the event. */
export type Pattern<Event> = Partial<Event> | ((event: Event) => boolean);

export type Control = {
	readonly pid: number;
	/** Asks it to close its session and exit, and waits; a frozen or stuck one is ended the hard way. */
	readonly stop: () => Promise<void>;
	/** SIGKILL: the session lives on until its timeout. */
	readonly kill: () => Promise<void>;
	/** SIGSTOP; resolves when it stands still. */
	readonly freeze: () => Promise<void>;
	readonly resume: () => void;
};

export type Actor<Event> = {
	readonly control: Control;
	/** Sends a command and gives what it answers; rejects with its error, or when it does not answer in 60 s. */
	readonly ask: (command: Fields) => Promise<Fields>;
	/** The first event that matches and was not given before, past or future; rejects with all events when none comes. */
	readonly event: (pattern: Pattern<Event>, patience?: {readonly withinMs?: number}) => Promise<Event>;
};

const matches = <Event extends Fields>(event: Event, pattern: Pattern<Event>): boolean =>
	typeof pattern === 'function'
		? pattern(event)
		: Object.entries(pattern).every(([name, value]) => event[name] === value);

/** Events in the order of their coming, and those who wait for one. */
const createEvents = <Event extends Fields>() => {
	const heard: Event[] = [];
	const unclaimed: Event[] = [];
	const waiting = new Set<() => void>();

	return {
		hear(event: Event): void {
			heard.push(event);
			unclaimed.push(event);
			for (const look of waiting) {
				look();
			}
		},
		claim: async (pattern: Pattern<Event>, {withinMs = 15_000} = {}): Promise<Event> =>
			new Promise((resolve, reject) => {
				const look = (): void => {
					const index = unclaimed.findIndex(event => matches(event, pattern));
					const [found] = index === -1 ? [] : unclaimed.splice(index, 1);
					if (found !== undefined) {
						waiting.delete(look);
						clearTimeout(deadline);
						resolve(found);
					}
				};

				const deadline = setTimeout(() => {
					waiting.delete(look);
					const wanted = typeof pattern === 'function' ? String(pattern) : JSON.stringify(pattern);
					const seen = heard.map(event => JSON.stringify(event)).join('\n');
					reject(new Error(`no such event within ${withinMs} ms: ${wanted}; heard:\n${seen}`));
				}, withinMs);
				waiting.add(look);
				look();
			}),
	};
};

/** Starts the program of an actor. What it writes to stderr stands in the error when it dies. */
export const startActor = async <Event extends Fields>(
	options: Omit<ChildOptions, 'stdio'>,
): Promise<Actor<Event>> => {
	const child = await startChild({...options, stdio: ['pipe', 'pipe', 'pipe']});
	const {stdin, stdout, stderr} = child.process;
	const pending = new Map<number, Pending>();
	const events = createEvents<Event>();
	let complaints = '';
	let seq = 0;

	const hear = (line: string): void => {
		const message = JSON.parse(line) as Event | Reply;
		if (!('reply' in message)) {
			events.hear(message);
			return;
		}

		const {reply, ok = {}, error, message: why = ''} = message as Reply;
		const asked = pending.get(reply);
		pending.delete(reply);
		if (error === undefined) {
			asked?.resolve(ok);
		} else {
			asked?.reject(new Error(`${error}: ${why}`));
		}
	};

	if (stdout !== null) {
		createInterface({input: stdout}).on('line', hear);
	}

	stderr?.setEncoding('utf8').on('data', (text: string) => {
		complaints = (complaints + text).slice(-4000);
	});
	// Writing to an actor that was killed is not worth an exception: the promise says it.
	stdin?.on('error', () => undefined);
	void child.exited.then(() => {
		for (const {reject} of pending.values()) {
			reject(new Error(`the actor has ended\n${complaints}`));
		}
	});

	const ask = async (command: Fields): Promise<Fields> =>
		new Promise((resolve, reject) => {
			if (!child.running) {
				reject(new Error(`the actor has ended\n${complaints}`));
				return;
			}

			seq += 1;
			const deadline = setTimeout(() => {
				reject(new Error(`no reply within 60 s to ${JSON.stringify(command)}\n${complaints}`));
			}, 60_000);
			pending.set(seq, {
				resolve(ok) {
					clearTimeout(deadline);
					resolve(ok);
				},
				reject(error) {
					clearTimeout(deadline);
					reject(error);
				},
			});
			stdin?.write(`${JSON.stringify({seq, ...command})}\n`);
		});

	const stop = async (): Promise<void> => {
		const patience = setTimeout(() => void child.kill(), child.frozen ? 0 : 3000);
		ask({do: 'exit'}).catch(() => undefined);
		await child.exited;
		clearTimeout(patience);
	};

	const {pid, kill, freeze, resume} = child;
	return {control: {pid, stop, kill, freeze, resume}, ask, event: events.claim};
};
