// The value of the open card: the form it is shown in, its lines, and where in them a text is found.
import {linesAs, textOf, type Form} from '../analyze/values/decode.ts';
import {describedPath, shown, shownMode, type Described, type State} from './state.ts';

type Card = Extract<State['view']['mode'], {kind: 'card'}>;

/** The card that is open or covered by a prompt. */
export const cardOf = ({view}: State): Card | undefined => {
	const mode = shownMode(view.mode);
	return mode.kind === 'card' ? mode : undefined;
};

/** Every form that the value can be shown in, as recognised first. */
export const formsOf = ({decoded}: Described): readonly Form[] =>
	decoded === undefined || decoded.form === 'none' || decoded.form === 'empty'
		? []
		: [decoded.form, ...decoded.others];

/** The form it is shown in; undefined: there is none, or it holds credentials and nobody asked for it. */
export const formShown = (described: Described, chosen: Form | undefined): Form | undefined => {
	const forms = formsOf(described);
	const isSecret = described.decoded?.layout?.secret === true;
	return chosen !== undefined && forms.includes(chosen) ? chosen : isSecret ? undefined : forms[0];
};

/** The form after the one that is shown. */
export const nextForm = (described: Described, chosen: Form | undefined): Form | undefined => {
	const forms = formsOf(described);
	const form = formShown(described, chosen);
	return forms[form === undefined ? 0 : (forms.indexOf(form) + 1) % forms.length];
};

let last: {readonly data: Uint8Array; readonly form: Form; readonly lines: readonly string[]} | undefined;

/** The lines of the value in a form: a mebibyte takes a tenth of a second, so once. */
export const linesIn = ({data, decoded}: Described, form: Form): readonly string[] => {
	if (decoded === undefined || data === undefined || decoded.form === form) {
		return decoded?.lines ?? [];
	}

	if (last?.data !== data || last.form !== form) {
		last = {data, form, lines: linesAs(form, data)};
	}

	return last.lines;
};

/** In the past another card may have been open than now: what it held is not what this one would. */
const describedIn = (state: State): Described | undefined => {
	const {described} = shown(state);
	return described?.path === describedPath(state.view) ? described : undefined;
};

/** The value of the open card as it is shown; undefined where none is. */
export const valueShown = (
	state: State,
): {readonly form: Form; readonly lines: readonly string[]} | undefined => {
	const described = describedIn(state);
	const form = described && formShown(described, cardOf(state)?.form);
	return described === undefined || form === undefined ? undefined : {form, lines: linesIn(described, form)};
};

const texts: ReadonlySet<Form> = new Set(['json', 'yaml', 'properties', 'text']);

/** What is copied of the value: text as it is, to the last blank, else the lines that are shown. */
export const valueText = (state: State): string | undefined => {
	const value = valueShown(state);
	const data = describedIn(state)?.data;
	return value === undefined || data === undefined
		? undefined
		: texts.has(value.form)
			? textOf(data)
			: value.lines.join('\n');
};
