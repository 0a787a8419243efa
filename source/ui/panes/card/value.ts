// The part of a card that shows the value: what was recognised, what system it is of, and its rows.
import type {Decoded, Form} from '../../../analyze/values/decode.ts';
import type {Layout} from '../../../analyze/values/layout.ts';
import type {Described, State} from '../../../store/state.ts';
import {cardOf, formShown, formsOf, linesIn} from '../../../store/value.ts';
import {formatBytes, formatDate} from '../../format.ts';
import {span, type Line} from '../../line.ts';
import {valueRows, type Search, type ValueRows} from '../../value/rows.ts';
import {fact, section} from './about.ts';

export type ValuePart = {
	readonly head: readonly Line[];
	/** Undefined: there is nothing to show, or it is not shown. */
	readonly rows: ValueRows | undefined;
};

/** The value of the znode whose card is open. */
export const valuePart = (state: State, described: Described, width: number): ValuePart => {
	const {decoded} = described;
	if (decoded === undefined) {
		return {head: [], rows: undefined};
	}

	if (decoded.form === 'none' || decoded.form === 'empty') {
		const title = decoded.form === 'none' ? 'data: null' : 'data: empty, 0 B';
		return {head: [section(title, width)], rows: undefined};
	}

	const card = cardOf(state);
	const form = formShown(described, card?.form);
	const search: Search = {text: card?.search ?? '', match: card?.match ?? 0};
	const rows =
		form === undefined
			? undefined
			: valueRows({form, lines: linesIn(described, form)}, Math.max(1, width - 2), search);
	const title = `data ${formatBytes(described.bytes ?? 0)}, ${packedIn(decoded)}${formText(described, form)}`;
	return {
		head: [
			section(title, width),
			...(decoded.layout === undefined ? [] : layoutLines(decoded.layout)),
			...(rows === undefined ? [hidden] : []),
		],
		rows,
	};
};

const hidden: Line = [span(' not shown: such znodes hold credentials; v shows it', 'warn')];

/** `json (v: text, hex)`: what else it can be shown as, the next one first. */
const formText = (described: Described, form: Form | undefined): string => {
	const forms = formsOf(described);
	const at = form === undefined ? 0 : forms.indexOf(form) + 1;
	const others = [...forms.slice(at), ...forms.slice(0, at)].filter(other => other !== form);
	return `${form ?? 'credentials'}${others.length === 0 ? '' : ` (v: ${others.join(', ')})`}`;
};

/** `gzip of 12 KB, `: what was recognised on the way. */
const packedIn = ({chain = [], bytes}: Decoded): string =>
	chain.length === 0 ? '' : `${chain.join(' of ')} of ${formatBytes(bytes ?? 0)}, `;

/** `Kafka broker, by path and fields`, and what is known of it. */
const layoutLines = ({name, by, facts}: Layout): readonly Line[] => [
	[span(` ${name}`, 'heading'), span(`, by ${by}`, 'muted')],
	...facts.map(([name, value]) => fact(name, typeof value === 'string' ? value : formatDate(value.at))),
];
