// The React side: one subscription, one `useInput`, one row of text for each row of the screen.
import {Box, Text, useApp, useInput, usePaste, useWindowSize} from 'ink';
import {memo, useEffect, useSyncExternalStore, type ReactNode} from 'react';
import type {Store} from '../store/store.ts';
import {cardRows} from './panes/card/card.ts';
import {inAscii} from './glyphs.ts';
import {eventFor, typedAt, type Context} from './keymap.ts';
import {keyNames} from './keys.ts';
import {layoutFor, screenRows} from './screen.ts';
import {wholeLines} from './panes/findings/whole.ts';
import {explainLines} from './panes/explain.ts';
import {diffLines} from './panes/diff.ts';
import {helpLines} from './panes/help.ts';
import {sourceLines} from './panes/sources.ts';
import type {Layout} from './layout.ts';
import {paint} from './paint.ts';
import type {Nearest} from './prompt/commands.ts';
import {themes} from './theme.ts';
import type {State} from '../store/state.ts';

export type PainterOptions = {
	readonly store: Store;
	readonly ascii: boolean;
};

export type Painter = () => readonly string[];

/** The screen as painted rows; the same array as long as no visible cell has changed. */
export const createPainter = ({store, ascii}: PainterOptions): Painter => {
	let state: State | undefined;
	let rows: readonly string[] = [];
	return () => {
		const current = store.getState();
		if (current !== state) {
			const theme = themes[current.target.theme];
			const painted = screenRows(current).map(line => {
				const text = paint(line, theme);
				return ascii ? inAscii(text) : text;
			});
			rows =
				painted.length === rows.length && painted.every((row, index) => row === rows[index]) ? rows : painted;
			// Last: what threw throws again when React asks again, or the screen would stand still and nobody be told.
			state = current;
		}

		return rows;
	};
};

/** Lends the terminal to somebody else while `meanwhile` runs; afterwards the screen is drawn anew. */
export type Terminal = {suspend: (meanwhile: () => Promise<void>) => Promise<void>};

export const createTerminal = (): Terminal => ({suspend: () => Promise.resolve()});

export type AppProps = {
	readonly store: Store;
	readonly painter: Painter;
	/** Filled in by the running app. */
	readonly terminal: Terminal;
	/** Our clock, epoch ms. */
	readonly now: () => number;
	/** Finds the command that was probably meant. */
	readonly nearest: Nearest;
};

export const App = ({store, painter, terminal, now, nearest}: AppProps): ReactNode => {
	useKeys(store, now, nearest);
	const {suspendTerminal} = useApp();
	useEffect(() => {
		// Ink lends it once at a time.
		let returned = Promise.resolve();
		terminal.suspend = async meanwhile => {
			returned = returned.then(async () => suspendTerminal(meanwhile));
			return returned;
		};
	}, [terminal, suspendTerminal]);
	const {columns, rows: height} = useWindowSize();
	useEffect(() => {
		store.dispatch({type: 'resized', columns, rows: height});
	}, [store, columns, height]);
	const rows = useSyncExternalStore(store.subscribe, painter);
	return (
		<Box flexDirection="column" width={columns}>
			{rows.slice(0, height).map((row, index) => (
				<Row key={index} text={row} />
			))}
		</Box>
	);
};

const Row = memo(({text}: {readonly text: string}): ReactNode => <Text>{text}</Text>);
Row.displayName = 'Row';

const useKeys = (store: Store, now: () => number, nearest: Nearest): void => {
	useEffect(
		() =>
			store.subscribe(({view, memory, live}, before) => {
				// Typed fast, a tab comes before the names that it completes have been read: it is made up for.
				const lacked = view.mode.kind === 'command' && view.mode.candidates?.length === 0;
				const isNews = memory.contexts !== before.memory.contexts || live.znodes !== before.live.znodes;
				if (lacked && isNews) {
					press(store, 'tab', {now: now(), nearest});
				}
			}),
		[store, now, nearest],
	);
	useInput((input, key) => {
		for (const name of keyNames(input, key)) {
			press(store, name, {now: now(), nearest});
		}
	});
	usePaste(text => {
		const [line = ''] = text.split(/[\r\n]/);
		const state = store.getState();
		store.dispatch(
			typedAt(line, {state, layout: layoutFor(state)}) ?? {
				type: 'noticed',
				text: `pasted text ignored (${text.length} characters): there is no prompt here`,
				at: now(),
			},
		);
	});
};

/** Lines of what is scrolled without a cursor. */
const linesIn = (state: State, layout: Layout): number => {
	switch (layout.kind) {
		case 'card':
			return cardRows(state, layout.card.width).count;
		case 'sources':
			return sourceLines(state, layout.box.width).length;
		case 'explain':
			return explainLines(state, layout.box.width).length;
		case 'finding':
			return wholeLines(state, layout.box.width).length;
		case 'diff':
			return diffLines(state, layout.box.width).length;
		case 'help':
			return helpLines(layout.box.width).length;
		default:
			return 0;
	}
};

/** One key: what was said before goes, what the keymap makes of it is dispatched, a refusal is said. */
const press = (store: Store, name: string, given: Pick<Context, 'now' | 'nearest'>): void => {
	if (store.getState().view.notice !== undefined) {
		store.dispatch({type: 'notice-read'});
	}

	const state = store.getState();
	const layout = layoutFor(state);
	const lines = linesIn(state, layout);
	const event = eventFor(name, {state, layout, lines, ...given});
	if (event !== undefined) {
		store.dispatch('refused' in event ? {type: 'noticed', text: event.refused, at: given.now} : event);
	}
};
