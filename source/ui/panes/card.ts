// The card of one znode: owner, data, stat and who may do what.
import type {Decoded} from '../../analyze/decode.ts';
import {birthplace, hexOf, leaderNow} from '../../store/selectors.ts';
import {describedPath, shown, shownMode, type Data, type Described, type State} from '../../store/state.ts';
import {windowFrom} from '../../store/window.ts';
import {rule} from '../box.ts';
import {escapeText} from '../escape.ts';
import {hexWithin} from '../hex.ts';
import {formatAge, formatBytes, formatDate, formatZxid} from '../format.ts';
import {labelsOf, type Labels} from '../labels.ts';
import {hardWrap, span, wrap, type Line} from '../line.ts';

/** All lines of the card; the window is cut by `cardPane`. */
export const cardLines = (state: State, width: number): readonly Line[] => {
	const data = shown(state);
	const {described} = data;
	const mode = shownMode(state.view.mode);
	if (described === undefined || described.path !== describedPath(state.view)) {
		return state.frozen === undefined
			? [[span(' …', 'muted')]]
			: wrap('not recorded then: what a znode holds is read while its card is open', width - 2).map(
					(line): Line => [span(` ${line}`, 'muted')],
				);
	}

	return [
		...hardWrap(escapeText(described.path), width - 2).map((line): Line => [span(` ${line}`, 'heading')]),
		...kindLines(described),
		...ownerLines(described, data, labelsOf(state), width),
		...dataLines(described, mode.kind === 'card' && mode.hex, width),
		...statLines(described, data, width),
		...aclLines(described, width),
	];
};

/** The window of the card that is scrolled to. */
export const cardPane = (state: State, width: number, height: number): readonly Line[] => {
	const lines = cardLines(state, width);
	const mode = shownMode(state.view.mode);
	const {top, end} = windowFrom(mode.kind === 'card' ? mode.top : 0, lines.length, height);
	return lines.slice(top, end);
};

/** `1-28 of 40` for the border. */
export const cardPosition = (state: State, width: number, height: number): string => {
	const count = cardLines(state, width).length;
	const mode = shownMode(state.view.mode);
	const {top, end} = windowFrom(mode.kind === 'card' ? mode.top : 0, count, height);
	return `${top + 1}-${end} of ${count}`;
};

const section = (title: string, width: number): Line => rule(width, {left: [span(title, 'muted')]});

const fact = (name: string, text: string): Line => [
	span(` ${name.padEnd(10)}`, 'muted'),
	span(escapeText(text)),
];

const kindLines = ({stat, failure}: Described): readonly Line[] => {
	if (failure !== undefined) {
		return [[span(` ${escapeText(failure.message)}`, 'warn')]];
	}

	return stat === undefined
		? [[span(' …', 'muted')]]
		: [
				[
					span(
						stat.ephemeralOwner === undefined
							? ' persistent (or container, or TTL: the protocol does not tell)'
							: ' ephemeral',
						'muted',
					),
				],
			];
};

const ownerLines = ({stat}: Described, data: Data, labels: Labels, width: number): readonly Line[] => {
	const owner = stat?.ephemeralOwner;
	if (owner === undefined) {
		return [];
	}

	const row = data.inspection.bySession.get(owner);
	return [
		section('owner', width),
		fact(
			'session',
			`${owner}${row === undefined ? '' : `  timeout ${formatAge(row.timeoutMs)}`}  born on ${labels(birthplace(data, owner))}`,
		),
		fact(
			'client',
			row === undefined
				? 'not connected to any server that answered, or cons is shut'
				: `${row.client} → ${labels(row.server)}${row.fresh ? '' : ' (silent now)'}, ${row.activity}`,
		),
		...(row?.ephemerals === undefined ? [] : [fact('owns', `${row.ephemerals} znodes`)]),
	];
};

const dataLines = (described: Described, asHex: boolean, width: number): readonly Line[] => {
	const {decoded, bytes} = described;
	if (decoded === undefined) {
		return [];
	}

	switch (decoded.form) {
		case 'none':
			return [section('data: null', width)];
		case 'empty':
			return [section('data: empty, 0 B', width)];
		case 'json':
		case 'text':
		case 'encrypted':
		case 'number':
		case 'hex': {
			const form = asHex ? 'hex' : decoded.form;
			const lines = asHex ? hexOf(described) : decoded.lines;
			const other = form === 'hex' ? (decoded.form === 'hex' ? '' : `v: ${decoded.form}`) : 'v: hex';
			const title = `data ${formatBytes(bytes ?? 0)}, ${packedIn(decoded)}${form}${other === '' ? '' : ` (${other})`}`;
			return [section(title, width), ...brokenLines(lines, form === 'hex', width - 2)];
		}
	}
};

/** `gzip of 12 KB, `: what was recognised on the way. */
const packedIn = ({chain = [], bytes}: Decoded): string =>
	chain.length === 0 ? '' : `${chain.join(' of ')} of ${formatBytes(bytes ?? 0)}, `;

type Broken = {readonly of: readonly string[]; readonly width: number; readonly lines: readonly Line[]};
let broken: Broken | undefined;

/** Data broken into lines of the card, once for the same data and width: it may be a mebibyte, and keys must not wait. */
const brokenLines = (of: readonly string[], dumped: boolean, width: number): readonly Line[] => {
	if (broken?.of !== of || broken.width !== width) {
		const pieces = (dumped ? hexWithin(of, width) : of).flatMap(line => hardWrap(escapeText(line), width));
		broken = {of, width, lines: pieces.map((piece): Line => [span(` ${piece}`)])};
	}

	return broken.lines;
};

const statLines = ({stat}: Described, data: Data, width: number): readonly Line[] => {
	if (stat === undefined) {
		return [];
	}

	const now = leaderNow(data);
	const time = (at: number): string =>
		at === 0
			? 'with the server'
			: `${formatDate(at)}  ${formatAge(Math.floor(Math.max(0, now - at) / 1000) * 1000)} ago`;
	const {clockOffsetMs} = data.session;
	return [
		section('stat', width),
		fact('created', `${formatZxid(stat.czxid)}  ${time(stat.ctime)}`),
		fact(
			'modified',
			stat.mzxid === stat.czxid
				? `never since, version ${stat.version}`
				: `${formatZxid(stat.mzxid)}  ${time(stat.mtime)}  version ${stat.version}`,
		),
		fact('children', `${stat.children}, cversion ${stat.cversion}, pzxid ${formatZxid(stat.pzxid)}`),
		fact(
			'clock',
			`the leader’s; ${clockOffsetMs === undefined ? 'its offset to ours is not known' : `ours is ${clockText(clockOffsetMs)}`}`,
		),
	];
};

const clockText = (offsetMs: number): string =>
	Math.abs(offsetMs) < 1000
		? 'the same within a second'
		: `${formatAge(Math.abs(offsetMs))} ${offsetMs > 0 ? 'behind it' : 'ahead of it'}`;

const permissions = [
	[1, 'read'],
	[2, 'write'],
	[4, 'create'],
	[8, 'delete'],
	[16, 'admin'],
] as const;

const aclLines = ({acl, aclFailure}: Described, width: number): readonly Line[] => {
	if (aclFailure !== undefined) {
		return [section('who may', width), [span(` ${escapeText(aclFailure.message)}`, 'warn')]];
	}

	return acl === undefined
		? []
		: [
				section('who may', width),
				...acl.map(({permissions: bits, scheme, id}): Line => {
					const open = scheme === 'world' && (bits & ~1) !== 0 ? '  ! anyone may change it' : '';
					const words = permissions.flatMap(([bit, word]) => ((bits & bit) === 0 ? [] : [word])).join(' ');
					return [span(` ${escapeText(`${scheme}:${id}`)}  ${words}`), span(open, 'warn')];
				}),
			];
};
