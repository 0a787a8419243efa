// The React side: one subscription, one `useInput`, one row of text for each row of the screen.
import {Box, Text, useApp, useInput, usePaste, useWindowSize} from 'ink';
import {memo, useEffect, useSyncExternalStore, type ReactNode} from 'react';
import type {Store} from '../store/store.ts';
import {cardLines} from './panes/card.ts';
import {inAscii} from './glyphs.ts';
import {eventFor} from './keymap.ts';
import {keyNames} from './keys.ts';
import {layoutFor, screenRows} from './screen.ts';
import type {Ensemble} from './panes/header.ts';
import {helpLines} from './panes/help.ts';
import {sourceLines} from './panes/sources.ts';
import type {Layout} from './layout.ts';
import {paint} from './paint.ts';
import type {Theme} from './theme.ts';
import type {State} from '../store/state.ts';

export type PainterOptions = {
	readonly store: Store;
	readonly ensemble: Ensemble;
	readonly theme: Theme;
	readonly ascii: boolean;
};

export type Painter = () => readonly string[];

/** The screen as painted rows; the same array as long as no visible cell has changed. */
export const createPainter = ({store, ensemble, theme, ascii}: PainterOptions): Painter => {
	let state: State | undefined;
	let rows: readonly string[] = [];
	return () => {
		const current = store.getState();
		if (current !== state) {
			const painted = screenRows(current, ensemble).map(line => {
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
export type Terminal = {suspend: (meanwhile: () => Promise<void>) => void};

export const createTerminal = (): Terminal => ({suspend: () => undefined});

export type AppProps = {
	readonly store: Store;
	readonly painter: Painter;
	/** Filled in by the running app. */
	readonly terminal: Terminal;
	/** Our clock, epoch ms. */
	readonly now: () => number;
};

export const App = ({store, painter, terminal, now}: AppProps): ReactNode => {
	useKeys(store, now);
	const {suspendTerminal} = useApp();
	useEffect(() => {
		terminal.suspend = meanwhile => {
			void suspendTerminal(meanwhile);
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

const useKeys = (store: Store, now: () => number): void => {
	useInput((input, key) => {
		for (const name of keyNames(input, key)) {
			press(store, name, now());
		}
	});
	usePaste(text => {
		const {mode} = store.getState().view;
		store.dispatch(
			mode.kind === 'filter'
				? {type: 'filter-typed', text: mode.text + (text.split(/[\r\n]/)[0] ?? '')}
				: {
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
			return cardLines(state, layout.card.width).length;
		case 'sources':
			return sourceLines(state, layout.box.width).length;
		default:
			return helpLines.length;
	}
};

/** One key: what the keymap makes of it is dispatched, a refusal is said. */
const press = (store: Store, name: string, now: number): void => {
	const state = store.getState();
	const layout = layoutFor(state);
	const lines = linesIn(state, layout);
	const event = eventFor(name, {state, layout, lines});
	if (event !== undefined) {
		store.dispatch('refused' in event ? {type: 'noticed', text: event.refused, at: now} : event);
	}
};
