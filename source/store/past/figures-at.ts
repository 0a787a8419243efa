// A server's figures at a moment of the past: those that the chart has there. A moment is recorded as its tick ends, and by then the
// answers of that very tick may have come, or those of the tick before may still be on their way.
import {figureNames, type FigureName, type Figures} from '../../analyze/figures.ts';
import type {ServerState} from '../state.ts';

/** The server with the figures of the last tick that is complete at that moment. */
export const withFiguresAt = (server: ServerState, momentTick: number): ServerState => {
	const {history, figures: known, answerMs} = server;
	const tick = momentTick - 1;
	const heard = history.heardUpTo(tick);
	// Of what is older the history has means of many ticks: there the moment has what was told in one.
	if (known === undefined || heard === undefined || !history.keepsTick(heard)) {
		return server;
	}

	const at = (name: FigureName): number | undefined => exact(history.valueAt(name, heard), known[name]);
	const figures: Figures = {
		requestsPerSecond: at('requestsPerSecond'),
		readMs: at('readMs'),
		writeMs: at('writeMs'),
		fsyncMs: at('fsyncMs'),
		outstanding: at('outstanding'),
		connections: at('connections'),
		watches: at('watches'),
		znodes: at('znodes'),
		dataBytes: at('dataBytes'),
	};
	const took = exact(history.valueAt('answerMs', tick), answerMs) ?? answerMs;
	return took === answerMs && figureNames.every(name => figures[name] === known[name])
		? server
		: {...server, figures, answerMs: took};
};

/** The history keeps seven digits of a number, the moment all of them. */
const exact = (value: number, known: number | undefined): number | undefined =>
	Number.isNaN(value) ? undefined : known !== undefined && Math.fround(known) === value ? known : value;
