// What is drawn, as text: of a line, or of the whole screen row by row.
import type {State} from '../../source/store/state.ts';
import type {Line} from '../../source/ui/line.ts';
import {screenRows} from '../../source/ui/screen.ts';

export const lineText = (line: Line): string => line.map(({text}) => text).join('');

export const textOf = ({state}: {readonly state: () => State}): string =>
	screenRows(state()).map(lineText).join('\n');
