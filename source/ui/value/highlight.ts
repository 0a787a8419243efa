// What the parts of a line of JSON, YAML or properties are. A line stands for itself: strings of JSON have no line feeds.
import type {Form} from '../../analyze/values/decode.ts';
import {span, type Line} from '../line.ts';
import type {Style} from '../theme.ts';

/** A longer line is drawn plainly: it is looked at in every frame. */
const mostCharacters = 4096;

type Part = readonly [pattern: string, style: Style | undefined];

const quoted = String.raw`"[^"\\]*(?:\\.[^"\\]*)*"`;
const figure = String.raw`-?\d[\d.eE+-]*(?![\w.:-])`;

/** The first part that fits stands; what fits none is plain. */
const json: readonly Part[] = [
	[`${quoted}(?=: |:$)`, 'key'],
	[quoted, 'quoted'],
	[figure, 'figure'],
	['true|false|null', 'word'],
];

const yaml: readonly Part[] = [
	[String.raw`(?<=^\s*)#.*|\s#.*`, 'muted'],
	[String.raw`(?<=^\s*(?:- +)*)(?:"[^"]*"|'[^']*'|[\w$./-]+)(?= ?:(?: |$))`, 'key'],
	[`${quoted}|'[^']*'`, 'quoted'],
	[String.raw`(?<=[:-] +)${figure}(?=\s*$)`, 'figure'],
	[String.raw`(?<=[:-] +)(?:true|false|null|yes|no|on|off|~)(?=\s*$)`, 'word'],
];

const properties: readonly Part[] = [
	[String.raw`(?<=^\s*)[#!].*`, 'muted'],
	[String.raw`(?<=^\s*)[^\s=#!]+(?=\s*=)`, 'key'],
	[String.raw`(?<==\s*)${figure}(?=\s*$)`, 'figure'],
	[String.raw`(?<==\s*)(?:true|false)(?=\s*$)`, 'word'],
];

/** Key of a hex dump is its offset. */
const dump: readonly Part[] = [[String.raw`^[\da-f]{6}(?=  )`, 'muted']];

const languages: Partial<Record<Form, readonly Part[]>> = {
	json,
	yaml,
	properties,
	hex: dump,
	stored: dump,
	java: dump,
	number: dump,
};

type Compiled = {readonly pattern: RegExp; readonly styles: readonly (Style | undefined)[]};

const compiled = new Map(
	Object.entries(languages).map(([form, parts]): readonly [string, Compiled] => [
		form,
		{
			pattern: new RegExp(parts.map(([pattern]) => `(${pattern})`).join('|'), 'g'),
			styles: parts.map(([, style]) => style),
		},
	]),
);

/** The whole match comes before its group. */
const isNext = (group: string | undefined, index: number): boolean => index > 0 && group !== undefined;

/** The line in spans that say what its parts are. */
export const highlight = (text: string, form: Form): Line => {
	const language = compiled.get(form);
	if (language === undefined || text.length > mostCharacters) {
		return [span(text)];
	}

	const spans: Array<Line[number]> = [];
	let at = 0;
	for (const match of text.matchAll(language.pattern)) {
		const style = language.styles[Array.from<string | undefined>(match).findIndex(isNext) - 1];
		spans.push(span(text.slice(at, match.index)), span(match[0], style));
		at = match.index + match[0].length;
	}

	return [...spans, span(text.slice(at))].filter(({text}) => text !== '');
};
