// An explanation in a few sentences, the most important first. What did not happen is said too where somebody would ask.
import {counted, formatAge, formatBytes, formatCount, formatMs, formatShort} from '../quantity.ts';
import type {Explanation} from './explain.ts';
import {isShift, type LatencyShift} from './latency.ts';

/** `bad`, `warn`: trouble; `plain`: for information. */
export type Sentence = {readonly tone: 'bad' | 'warn' | 'plain'; readonly text: string};

type Labels = (server: string) => string;

/** UTC time of day. */
export const timeOf = (at: number): string => `${new Date(at).toISOString().slice(11, 19)}Z`;

const wholeAge = (ms: number): string => formatAge(Math.floor(Math.max(0, ms) / 1000) * 1000);

/** The sentences. `labels`: how servers are called. */
export const tell = (explanation: Explanation, labels: Labels): readonly Sentence[] => [
	...spanSentence(explanation),
	...leadershipSentences(explanation, labels),
	...serverSentences(explanation, labels),
	sessionSentence(explanation, labels),
	...outOfSightSentence(explanation, labels),
	...znodeSentence(explanation),
	...writerSentence(explanation),
	latencySentence(explanation, labels),
	findingSentence(explanation, labels),
];

/** What cannot be told, in a sentence each. */
export const tellUnknown = ({unknown}: Explanation, labels: Labels): readonly string[] =>
	unknown.map(({what, server, why}) =>
		server === undefined ? `${what}: ${why}` : `${what} ${labels(server)}: ${why}`,
	);

const plain = (text: string): Sentence => ({tone: 'plain', text});

const spanSentence = ({from, to, askedMs, beginsThere}: Explanation): readonly Sentence[] =>
	beginsThere
		? [
				plain(
					`Only ${wholeAge(to - from)} are recorded, since ${timeOf(from)}: ${formatAge(askedMs)} were asked for.`,
				),
			]
		: [];

const leadershipSentences = ({leadership, to}: Explanation, labels: Labels): readonly Sentence[] => {
	const {before, now, epoch, epochBefore, elections} = leadership;
	const told = elections.map(({at, leader, before, epoch, epochBefore, leaderlessMs}): Sentence => {
		const gap =
			leaderlessMs === 0 ? '' : `, after ${wholeAge(leaderlessMs)} in which nobody was seen to lead`;
		const again =
			leader === before
				? `${labels(leader)} was elected again`
				: `${labels(leader)} was elected in place of ${labels(before)}`;
		return {tone: 'warn', text: `${again} at ${timeOf(at)}${epochText(epochBefore, epoch)}${gap}.`};
	});
	if (now === undefined) {
		return [...told, {tone: 'bad', text: `Nobody is seen to lead at ${timeOf(to)}.`}];
	}

	if (told.length > 0) {
		return told;
	}

	return before === undefined
		? [plain(`${labels(now)} leads${epochText(epochBefore, epoch)}; at the start nobody was seen to lead.`)]
		: [
				plain(
					`${labels(now)} led all the time${epoch === undefined ? '' : ` in epoch ${epoch.toString(16)}`}: no election.`,
				),
			];
};

const epochText = (before: number | undefined, now: number | undefined): string =>
	before === undefined || now === undefined || before === now
		? ''
		: `, epoch ${before.toString(16)} to ${now.toString(16)}`;

/** One sentence for each time that a server did not answer. */
const serverSentences = ({servers}: Explanation, labels: Labels): readonly Sentence[] =>
	servers.flatMap((change, index): readonly Sentence[] => {
		const server = labels(change.server);
		if (change.kind === 'fell') {
			const back = servers
				.slice(index)
				.find(later => later.kind === 'returned' && later.server === change.server);
			const text =
				back?.kind === 'returned'
					? `${server} did not answer for ${wholeAge(back.afterMs)} from ${timeOf(change.at)} on`
					: `${server} answers no more since ${timeOf(change.at)}`;
			return [{tone: 'warn', text: `${text}: ${change.why}.`}];
		}

		const isTold = servers
			.slice(0, index)
			.some(({kind, server}) => kind === 'fell' && server === change.server);
		const text = `${server} answers again since ${timeOf(change.at)}, after ${wholeAge(change.afterMs)}.`;
		return isTold ? [] : [plain(text)];
	});

const sessionSentence = ({sessions}: Explanation, labels: Labels): Sentence => {
	const {began, expired, closedOrExpired, moved, ephemeralsLost, moves, isSure} = sessions;
	if (began + expired + closedOrExpired + moved === 0) {
		return plain(`No session began, ended or moved that zktop can see; ${connected(sessions.now)}.`);
	}

	const lost = ephemeralsLost === 0 ? '' : ` with ${counted(ephemeralsLost, 'ephemeral')}`;
	const ways = moves
		.slice(0, 3)
		.map(({from, to, count}) => `${labels(from)} to ${labels(to)} ${formatCount(count)}`)
		.join(', ');
	const parts = [
		[began, `${counted(began, 'session')} ${isSure ? 'began' : 'seen for the first time'}`],
		[expired, `${counted(expired, 'session')} expired${lost}`],
		[closedOrExpired, `${counted(closedOrExpired, 'session')} closed or expired`],
		[moved, `${counted(moved, 'session')} connected to another server${ways === '' ? '' : ` (${ways})`}`],
	] as const;
	const text = parts.flatMap(([count, part]) => (count === 0 ? [] : [part])).join(', ');
	return {tone: expired > 0 ? 'warn' : 'plain', text: `${text}; ${connected(sessions.now)}.`};
};

const outOfSightSentence = ({sessions: {outOfSight}}: Explanation, labels: Labels): readonly Sentence[] => {
	const {left, silent} = outOfSight;
	const count = left.reduce((sum, one) => sum + one.count, 0);
	if (count === 0) {
		return [];
	}

	const from = left.map(({server, count}) => `${labels(server)} ${formatCount(count)}`).join(', ');
	const where =
		silent.length === 0
			? 'no server that zktop sees has them: they look for one, or found one that zktop does not know'
			: `they look for a server, or are on ${silent.map(labels).join(' or ')}, which ${silent.length === 1 ? 'does' : 'do'} not tell`;
	return [
		{
			tone: 'warn',
			text: `${counted(count, 'session')} left (${from}) and ${count === 1 ? 'lives' : 'live'} on, connected nowhere in sight; ${where}.`,
		},
	];
};

const connected = (count: number): string =>
	count === 0
		? 'none is connected'
		: count === 1
			? 'one is connected'
			: `${formatCount(count)} are connected`;

const signed = (value: number, format: (value: number) => string): string =>
	value < 0 ? `−${format(-value)}` : `+${format(value)}`;

const znodeSentence = ({znodes, from, to}: Explanation): readonly Sentence[] => {
	const {count, dataBytes, paths} = znodes;
	if (count.before === undefined || count.now === undefined) {
		return [];
	}

	const grown = count.now - count.before;
	const bytes =
		dataBytes.before === undefined || dataBytes.now === undefined || dataBytes.before === dataBytes.now
			? ''
			: `, ${signed(dataBytes.now - dataBytes.before, formatBytes)} of data`;
	const [first] = paths.filter(({children}) => children !== 0);
	const where =
		first === undefined ? '' : `; ${first.path} has ${signed(first.children, formatCount)} children`;
	return [
		grown === 0 && bytes === '' && where === ''
			? plain(`As many znodes as before: ${formatCount(count.now)}.`)
			: plain(
					`${signed(grown, formatCount)} znodes, ${signed((grown * 1000) / Math.max(1, to - from), formatShort)}/s, to ${formatCount(count.now)}${bytes}${where}.`,
				),
	];
};

const writerSentence = ({writers}: Explanation): readonly Sentence[] => {
	const [path] = writers.paths.filter(({writesPerSecond}) => writesPerSecond > 0);
	const [client] = writers.clients;
	const parts = [
		...(path === undefined
			? []
			: [`most is written below ${path.path}, ${formatShort(path.writesPerSecond)}/s`]),
		...(client === undefined
			? []
			: [
					`the busiest client is ${client.address} with ${formatShort(client.requestsPerSecond)} requests/s, ${Math.round(client.share * 100)} % of all`,
				]),
	].join('; ');
	return parts === '' ? [] : [plain(`${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`)];
};

const figureNames: Readonly<Record<LatencyShift['figure'], string>> = {
	readMs: 'reads',
	writeMs: 'writes',
	fsyncMs: 'fsyncs',
};

export const figureName = ({figure}: Pick<LatencyShift, 'figure'>): string => figureNames[figure];

const latencySentence = ({latency}: Explanation, labels: Labels): Sentence => {
	const shifts = latency.filter(isShift);
	const compared = latency.some(({before, now}) => before !== undefined && now !== undefined);
	if (shifts.length === 0) {
		return plain(
			compared
				? 'Reads, writes and fsyncs take as long as before, as far as there were any.'
				: 'Latencies cannot be compared: nothing was measured before, or nothing since.',
		);
	}

	const text = shifts
		.slice(0, 4)
		.map(
			shift =>
				`${figureName(shift)} on ${labels(shift.server)} ${formatMs(shift.now?.meanMs ?? 0)} ms, before ${formatMs(shift.before?.meanMs ?? 0)}`,
		)
		.join('; ');
	const isWorse = shifts.some(({before, now}) => (now?.meanMs ?? 0) > (before?.meanMs ?? 0));
	return {tone: isWorse ? 'warn' : 'plain', text: `Latency has changed: ${text}.`};
};

const findingSentence = ({findings: {raised, cleared, open}}: Explanation, labels: Labels): Sentence => {
	const changes = [
		...(raised.length === 0 ? [] : [`${counted(raised.length, 'finding')} raised`]),
		...(cleared.length === 0 ? [] : [`${counted(cleared.length, 'finding')} cleared`]),
	].join(', ');
	const [worst] = open;
	const changed = changes === '' ? 'No finding was raised or cleared.' : `${changes}.`;
	const still =
		worst === undefined
			? ''
			: ` ${open.length === 1 ? 'One is' : `${open.length} are`} open, the worst${worst.subject === 'ensemble' || worst.subject === 'zktop' ? '' : ` on ${labels(worst.subject)}`}: ${worst.text}.`;
	return {
		tone: worst?.severity === 'bad' ? 'bad' : worst === undefined ? 'plain' : 'warn',
		text: changed + still,
	};
};
