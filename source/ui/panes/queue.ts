// The queue of one lock: who holds, who is next, what each of their clients does, and what to do about it.
import type {Contender, LockQueue} from '../../analyze/locks/lock-queues.ts';
import {viewContender, type ContenderView} from '../../store/contenders.ts';
import {wakeUpIn} from '../../store/wake-ups.ts';
import {shown, type Data, type State} from '../../store/state.ts';
import {rule} from '../box.ts';
import {inColumns, totalOf, widthsOf} from '../columns.ts';
import {escapeText} from '../escape.ts';
import {firstOf} from '../facts.ts';
import {formatAge} from '../format.ts';
import {labelsOf, type Labels} from '../labels.ts';
import {shorten, shortenStart, span, widthOf, type Line, type Span} from '../line.ts';
import {adviceOn} from './lock-advice.ts';
import {unfollowedLines} from './scan.ts';
import {pulseSpan} from './verdict.ts';

export const clientOf = (view: ContenderView): string =>
	view.pulse.kind === 'left over' ? 'no session' : escapeText((view.row?.client ?? view.session) || '·');

/** `≤43 m` where only the znode's age is known: that includes its time in line (facts.md M5). */
export const heldText = ({heldMs, inLineMs}: ContenderView): string =>
	heldMs === undefined ? (inLineMs === undefined ? '·' : `≤${ageText(inLineMs)}`) : ageText(heldMs);

const ageText = (ms: number): string => formatAge(ms < 10_000 ? ms : Math.floor(ms / 1000) * 1000);

/** Holder and next ones are shown before anything is said about them. */
const leastShown = 3;

/** Who is next: the selected lock's queue, as far as there is room, and what is to be said of it. */
export const queueOf = (state: State, lock: LockQueue, width: number, height: number): readonly Line[] => [
	titleOf(shown(state), lock, width),
	...followed(state, lock, width, Math.max(0, height - 1)),
];

/** It is said where it is not followed. */
const followed = (state: State, lock: LockQueue, width: number, room: number): readonly Line[] => {
	const said = unfollowedLines(shown(state), lock.parent, width);
	return [...said, ...standingLines(state, lock, width, Math.max(0, room - said.length))];
};

/** How a holder is told, where it is no lock that it holds. */
export type Telling = {
	/** Who a contender says it is. */
	readonly nameOf: (contender: Contender) => string | undefined;
	/** `leads ≤43 m`. */
	readonly heldOf: (holder: ContenderView) => string;
};

const asLock: Telling = {nameOf: () => undefined, heldOf: view => `held ${heldText(view)}`};

/** The same without a title, in so many rows. */
export const standingLines = (
	state: State,
	lock: LockQueue,
	width: number,
	room: number,
	telling = asLock,
): readonly Line[] => {
	const data = shown(state);
	const contenders = [...lock.holders, ...lock.waiters];
	const advice = adviceOn(state, lock, width);
	const wanted = Math.min(contenders.length, Math.max(leastShown, room - advice.length - 2));
	const fits = contenders.length <= room ? Math.max(wanted, 0) : Math.min(wanted, Math.max(0, room - 1));
	const views = contenders.slice(0, fits).map(contender => viewContender(data, contender));
	const lines = contenderLines(
		views,
		lock.holders.length,
		{...telling, labels: labelsOf(state), now: data.clock.at, waits: waitsIn(data, lock, contenders)},
		width,
	);
	const rest = contenders.length - fits;
	const more = rest > 0 && room > 0 ? [[span(`    … ${rest} more`, 'muted')] as Line] : [];
	const left = room - lines.length - more.length;
	const below = left > 1 ? [[], ...firstOf(advice, left - 1, width)] : [];
	return [...lines, ...more, ...below];
};

/** `/locks/orders: 200 in line, 14 hosts, 10.0.0.9 ×50, 10.0.0.4 ×31`. */
const titleOf = (data: Data, lock: LockQueue, width: number): Line => {
	const remark = `${lock.recipe}, ${lock.confidence}`;
	const hosts = hostsIn(data, lock);
	const [first, ...others] = hosts.map(([host, count]) => `${escapeText(host)} ×${count}`);
	const count = `${lock.holders.length + lock.waiters.length} in line`;
	const path = shortenStart(escapeText(lock.path), Math.max(10, width - count.length - 9));
	const room = width - widthOf(path) - 5;
	const crowds =
		first === undefined || others.length === 0
			? []
			: [[first, ...others.slice(0, 1)], [first], []].map(
					most => `, ${[`${hosts.length} hosts`, ...most].join(', ')}`,
				);
	const crowd = crowds.find(text => count.length + widthOf(text) <= room) ?? '';
	const right = room - count.length - crowd.length > remark.length + 4 ? [span(remark, 'muted')] : [];
	return rule(width, {left: [span(shorten(`${path}: ${count}${crowd}`, width - 4), 'heading')], right});
};

/** How many stand in line for each host, most first; only where most of their clients are known. */
const hostsIn = (
	{inspection}: Data,
	{holders, waiters}: LockQueue,
): ReadonlyArray<readonly [string, number]> => {
	const counts = new Map<string, number>();
	for (const {session} of [...holders, ...waiters]) {
		const client = inspection.bySession.get(session)?.client;
		const host = client?.slice(0, client.lastIndexOf(':'));
		if (host !== undefined) {
			counts.set(host, (counts.get(host) ?? 0) + 1);
		}
	}

	return [...counts].sort((a, b) => b[1] - a[1]);
};

const placeWidth = 4;

type Drawing = Telling & {
	readonly labels: Labels;
	readonly now: number;
	/** Whom a waiter waits for; `isPlain`: for the one before it, or for one of several, and nothing else is to be said. */
	readonly waits: (waiter: Contender) => {readonly text: Span; readonly isPlain: boolean};
};

/** `behind ●`, `behind 12 ✓`: the place of whom it waits for, and whether it watches that one, where the servers were asked. */
const waitsIn =
	(data: Data, lock: LockQueue, contenders: readonly Contender[]) =>
	(waiter: Contender): ReturnType<Drawing['waits']> => {
		const place = contenders.findIndex(({node}) => node === waiter.waitsFor[0]);
		const isForLease = waiter.waitsFor.length > 1;
		const whom = isForLease ? 'for a lease' : `behind ${place < lock.holders.length ? '●' : place + 1}`;
		switch (wakeUpIn(data, lock, waiter)?.kind) {
			case 'watched':
				return {text: span(`${whom} ✓`), isPlain: false};
			case 'lost':
				return {text: span(`${whom} ! no watch`, 'bad'), isPlain: false};
			case 'untold':
			case undefined:
				return {text: span(whom), isPlain: isForLease || contenders[place + 1]?.node === waiter.node};
		}
	};

/** `●  0x200a3f00010004f1  10.0.0.7:51234 zk2   held ≤43 m   pings only`, columns as wide as they have to be. */
const contenderLines = (
	views: readonly ContenderView[],
	holders: number,
	drawing: Drawing,
	width: number,
): readonly Line[] => {
	// Who says its name is known by it.
	const hasNames = views.some(view => drawing.nameOf(view) !== undefined);
	const formed = forms
		.filter(({withSession}) => !withSession || !hasNames)
		.map(form => views.map((view, index) => contenderTexts(view, index < holders, drawing, form)));
	const room = width - placeWidth;
	const rows = formed.find(rows => totalOf(widthsOf(rows)) <= room) ?? formed.at(-1) ?? [];
	return inColumns(rows, room, yields).map((line, index) => [
		span(` ${index < holders ? '●' : index + 1}`.padEnd(placeWidth), index < holders ? 'accent' : undefined),
		...line,
	]);
};

/** Of the shortest form: what a contender calls itself, then its address. */
const yields = [
	{column: 0, to: 8},
	{column: 1, to: 8},
] as const;

type Form = {
	readonly withSession: boolean;
	readonly withPlainWaits: boolean;
	readonly withServer: boolean;
	/** `held ≤43 m`, `in line 41 m`: the place says which of the two it is. */
	readonly withWords: boolean;
};

/** That one waits for the one before goes first; then the session: the address finds the client; its server; at last what the age is of. */
const forms: readonly Form[] = [
	{withSession: true, withPlainWaits: true, withServer: true, withWords: true},
	{withSession: true, withPlainWaits: false, withServer: true, withWords: true},
	{withSession: false, withPlainWaits: true, withServer: true, withWords: true},
	{withSession: false, withPlainWaits: false, withServer: true, withWords: true},
	{withSession: false, withPlainWaits: false, withServer: false, withWords: true},
	{withSession: false, withPlainWaits: false, withServer: false, withWords: false},
];

const contenderTexts = (
	view: ContenderView,
	holds: boolean,
	{labels, now, waits, nameOf, heldOf}: Drawing,
	{withSession, withPlainWaits, withServer, withWords}: Form,
): readonly Span[] => {
	const client = escapeText(view.row?.client ?? '');
	const isListed = view.row?.fresh === true && view.pulse.kind !== 'gone';
	const server = view.row === undefined ? '' : `${labels(view.row.server)}${isListed ? '' : '?'}`;
	const whom = holds ? undefined : waits(view);
	const inLine = view.inLineMs === undefined ? '·' : ageText(view.inLineMs);
	return [
		span(escapeText(nameOf(view) ?? '')),
		...(withSession
			? [span(view.pulse.kind === 'left over' ? 'no session' : view.session || '·'), span(client)]
			: [span(client === '' ? clientOf(view) : client)]),
		span(withServer ? server : ''),
		span(holds ? (withWords ? heldOf(view) : heldText(view)) : withWords ? `in line ${inLine}` : inLine),
		pulseSpan(view.pulse, now),
		whom === undefined || (whom.isPlain && !withPlainWaits) ? span('') : whom.text,
	];
};
