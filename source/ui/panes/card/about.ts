// What a card says beside the value: what kind of znode it is, its owner, its stat and who may do what.
import {roleAt} from '../../../store/role.ts';
import {birthplace, leaderNow} from '../../../store/selectors.ts';
import type {Data, Described} from '../../../store/state.ts';
import type {Acl, Stat} from '../../../zookeeper/stat.ts';
import {rule} from '../../box.ts';
import {escapeText} from '../../escape.ts';
import {counted, formatAge, formatDate, formatZxid} from '../../format.ts';
import type {Labels} from '../../labels.ts';
import {lineWidth, span, wrap, type Line} from '../../line.ts';
import {identitiesText} from '../own-session.ts';

const said = (text: string, width: number): readonly Line[] =>
	wrap(escapeText(text), width - 2).map((line): Line => [span(` ${line}`, 'warn')]);

/** A fact that goes on below itself. */
const facts = (name: string, text: string, width: number): readonly Line[] =>
	wrap(escapeText(text), Math.max(10, width - 13)).map((line, row): Line => [
		span(` ${(row === 0 ? name : '').padEnd(10)}`, 'muted'),
		span(line),
	]);

/** A rule that begins a part of the card. */
export const section = (title: string, width: number): Line => rule(width, {left: [span(title, 'muted')]});

export const fact = (name: string, text: string): Line => [
	span(` ${name.padEnd(10)}`, 'muted'),
	span(escapeText(text)),
];

/** What kind of znode it is; or why it cannot be read, who we are, and what that takes. */
export const kindLines = ({path, stat, failure}: Described, data: Data, width: number): readonly Line[] => {
	if (failure !== undefined) {
		const why = said(failure.message.replace(`${path}: `, ''), width);
		return failure.kind === 'no-auth'
			? [
					...why,
					...facts('you are', identitiesText(data.session), width),
					...facts('it takes', 'read, which an entry of its ACL has to give to one of these', width),
				]
			: why;
	}

	return stat === undefined ? [[span(' …', 'muted')]] : whatLines(stat, roleSpans(data, path), width);
};

/** What it is and what it does, on one row where that has room. */
const whatLines = ({ephemeralOwner}: Stat, role: Line, width: number): readonly Line[] => {
	const kind =
		ephemeralOwner === undefined
			? 'persistent (or container, or TTL: the protocol does not tell)'
			: 'ephemeral';
	const whole = [span(` ${kind}`, 'muted'), ...role];
	const text = [kind, ...role.map(({text}) => text)].join('');
	return lineWidth(whole) <= width
		? [whole]
		: wrap(text, width - 2).map((line): Line => [span(` ${line}`, 'muted')]);
};

/** ` · leads /elections/mailer (curator latch, certain)`. */
const roleSpans = (data: Data, node: string): Line => {
	const role = roleAt(data, node);
	return role === undefined
		? []
		: [
				span(' · ', 'muted'),
				span(`${role.does} ${escapeText(role.path)}`),
				span(` (${role.recipe}, ${role.confidence})`, 'muted'),
			];
};

export const ownerLines = ({stat}: Described, data: Data, labels: Labels, width: number): readonly Line[] => {
	const owner = stat?.ephemeralOwner;
	if (owner === undefined) {
		return [];
	}

	const row = data.inspection.bySession.get(owner);
	return [
		section('owner', width),
		...facts(
			'session',
			`${owner}${row === undefined ? '' : `  timeout ${formatAge(row.timeoutMs)}`}  born on ${labels(birthplace(data, owner))}`,
			width,
		),
		...facts(
			'client',
			row === undefined
				? 'not connected to any server that answered, or cons is shut'
				: `${row.client} → ${labels(row.server)}${row.fresh ? '' : ' (silent now)'}, ${row.activity}`,
			width,
		),
		...(row?.ephemerals === undefined ? [] : [fact('owns', counted(row.ephemerals, 'znode'))]),
	];
};

export const statLines = ({stat}: Described, data: Data, width: number): readonly Line[] => {
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

export const aclLines = ({acl, aclFailure}: Described, width: number): readonly Line[] => {
	if (aclFailure !== undefined) {
		return [
			section('who may', width),
			...(aclFailure.kind === 'no-auth'
				? said('its ACL is told to those alone who may read or administer it', width)
				: said(aclFailure.message, width)),
		];
	}

	return acl === undefined
		? []
		: [
				section('who may', width),
				...acl.map((entry): Line => {
					const {text, remark} = whoMay(entry);
					return [span(` ${text}`), span(remark, 'warn')];
				}),
			];
};

/** An entry of an ACL in words, and what there is to be said of it. */
export const whoMay = ({
	permissions: bits,
	scheme,
	id,
}: Acl): {readonly text: string; readonly remark: string} => {
	const words = permissions.flatMap(([bit, word]) => ((bits & bit) === 0 ? [] : [word])).join(' ');
	return {
		text: `${escapeText(`${scheme}:${id}`)}  ${words}`,
		remark: scheme === 'world' && (bits & ~1) !== 0 ? '  ! anyone may change it' : '',
	};
};
