// What leaves the program: the effects that reducers queue, carried out.
import {writeFile} from 'node:fs/promises';
import process from 'node:process';
import {stripVTControlCharacters} from 'node:util';
import type {Effect} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {copied} from './clipboard.ts';
import {paged} from './pager.ts';
import {askSecret} from '../options/access/prompt.ts';
import type {Painter, Terminal} from '../ui/app.tsx';
import type {Backstage} from '../demo/backstage.ts';
import type {Ask, Switchboard} from './switchboard.ts';

export type Stage = {
	readonly store: Store;
	readonly painter: Painter;
	readonly terminal: Terminal;
	readonly switchboard: Switchboard;
	/** Of `zktop demo`. */
	readonly backstage: Backstage | undefined;
	/** Gives the terminal back and ends the program with this code. */
	readonly leave: (code: number) => void;
};

export const perform = (
	effect: Effect,
	{store, painter, terminal, switchboard, backstage, leave}: Stage,
): void => {
	switch (effect.kind) {
		case 'quit':
			leave(0);
			break;
		case 'refresh':
			switchboard.refresh();
			break;
		case 'ask-watchers':
			switchboard.askWatchers();
			break;
		case 'save-screen':
			void saveScreen(store, painter());
			break;
		case 'repaint':
			void terminal.suspend(() => Promise.resolve());
			break;
		case 'suspend':
			void terminal.suspend(stopped);
			break;
		case 'read-contexts':
			void switchboard.readContexts();
			break;
		case 'tell-contexts':
			void switchboard.tellContexts();
			break;
		case 'copy':
			say(store, copied(effect));
			break;
		case 'page':
			void paged(effect.text, terminal).then(problem => {
				if (problem !== undefined) {
					say(store, problem);
				}
			});
			break;
		case 'demo':
			backstage?.ask(effect.ask);
			break;
		case 'switch':
			void switchboard.open(effect.to, asking(terminal));
			break;
	}
};

/** Stops the process as the shell's job control wants it, until it is continued. */
const stopped = async (): Promise<void> =>
	new Promise(resolve => {
		process.once('SIGCONT', () => {
			resolve();
		});
		process.kill(process.pid, 'SIGTSTP');
	});

/** The screen makes room for the question, and comes back. */
const asking =
	(terminal: Terminal): Ask =>
	async question => {
		let secret: string | undefined;
		await terminal.suspend(async () => {
			secret = await askSecret(question);
		});
		return secret ?? '';
	};

const say = (store: Store, text: string): void => {
	store.dispatch({type: 'noticed', text, at: Date.now()});
};

const saveScreen = async (store: Store, rows: readonly string[]): Promise<void> => {
	const at = Date.now();
	const file = `zktop-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '')}Z.txt`;
	try {
		await writeFile(file, `${rows.map(row => stripVTControlCharacters(row).trimEnd()).join('\n')}\n`, {
			flag: 'wx',
		});
		say(store, `screen written to ${file}`);
	} catch (error) {
		say(
			store,
			`the screen could not be written to ${file}: ${error instanceof Error ? error.message : String(error)}`,
		);
	}
};
