// The first row: which ensemble, can it write, who leads, what zktop costs, and how live the screen is.
import {failureOfServer, leadingForMs} from '../../store/selectors.ts';
import {shown, type Data, type State} from '../../store/state.ts';
import {spread} from '../box.ts';
import {escapeText} from '../escape.ts';
import {formatBytes, formatShort, formatTime, formatWholeAge, formatZxid} from '../format.ts';
import {labelsOf} from '../labels.ts';
import {lineWidth, shorten, span, type Line} from '../line.ts';

/** Who, whether it serves, who leads and that nothing can be written come first, as fully as there is room; of the rest what fits. */
export const header = (state: State, width: number): Line => {
	const {name, insecure} = state.target;
	const data = shown(state);
	const live = [...(insecure ? unverified(width) : []), ...liveness(state, data, width)];
	const room = width - lineWidth(live) - 1;
	const zxid = data.ensemble.zxid === undefined ? '?' : formatZxid(data.ensemble.zxid);
	const cost = costOf(data);
	const readOnly = span('r/o', 'muted');
	const first = essentials(state, data, name, width, room - lineWidth([readOnly]) - 2);
	const rests: readonly (readonly Line[])[] = [
		[[span(`zxid ${zxid}`)], [span('read-only', 'muted')], cost],
		[[span(`zxid ${zxid}`)], [readOnly], cost],
		[[span(zxid)], [readOnly], cost],
		[[readOnly], cost],
		[[span(zxid)], [readOnly]],
		[[readOnly]],
		[],
	];
	const line = rests.map(rest => joined([first, ...rest])).find(line => lineWidth(line) <= room);
	return spread(line ?? first, live, width);
};

/** What zktop costs all servers together, and that it holds itself back. */
const costOf = ({own}: Data): Line => [
	span(`own ${formatShort(own.packetsPerSecond)}/s ${formatBytes(own.bytesPerSecond)}/s`, 'muted'),
	...(own.pace < 1 ? [span(` slowed ${Math.round(1 / own.pace)}×`, 'warn' as const)] : []),
];

/** The fullest form that fits. */
const essentials = (state: State, data: Data, name: string, width: number, room: number): Line => {
	const named = (most: number): Line => [span(' '), span(shorten(escapeText(name), most), 'heading')];
	const [verdict, margin] = quorum(data);
	const [leads, forHowLong] = leader(state, data);
	const most = Math.max(12, Math.floor(width / 5));
	const forms = [
		[
			[span(' zktop', 'muted'), ...named(most)],
			[...verdict, ...margin],
			[...leads, ...forHowLong],
		],
		[named(most), [...verdict, ...margin], leads],
		[named(12), verdict, leads],
		[named(8), verdict],
		[[span(' '), ...verdict]],
	].map(joined);
	return forms.find(form => lineWidth(form) <= room) ?? forms.at(-1) ?? [];
};

const joined = (parts: readonly Line[]): Line =>
	parts
		.filter(part => part.length > 0)
		.flatMap((part, index) => (index === 0 ? part : [span('  '), ...part]));

/** What has to be said, and what is said where there is room. */
type Told = readonly [least: Line, more: Line];

const quorum = ({ensemble, servers}: Data): Told => {
	const {voters, inStep, needed, canLose} = ensemble;
	switch (ensemble.quorum) {
		case 'unknown':
			return servers.every(server => failureOfServer(server) !== undefined)
				? [
						[span('QUORUM ?', 'warn')],
						[span(servers.length === 1 ? ': its one address fails' : ': no server lets us in', 'warn')],
					]
				: [[span('asking', 'muted')], []];
		case 'no': {
			const of = voters.source === 'named' ? `${voters.count} named` : String(voters.count);
			return [[span('NO QUORUM', 'bad')], [span(`: ${ensemble.up} of ${of} up, ${needed} needed`, 'bad')]];
		}

		case 'yes':
			return ensemble.standalone
				? [[span('STANDALONE', 'good')], []]
				: [
						[span(`QUORUM ${ensemble.sawAllVoters ? '' : '≥'}${inStep} of ${voters.count}`, 'good')],
						ensemble.sawAllVoters
							? [span(`, can lose ${Math.max(0, canLose)}`, canLose > 0 ? undefined : 'bad')]
							: [],
					];
	}
};

const leader = (state: State, {ensemble, servers}: Data): Told => {
	const server = servers.find(({name}) => name === ensemble.leader);
	if (server === undefined) {
		return [ensemble.quorum === 'unknown' ? [] : noLeader(ensemble), []];
	}

	const label = labelsOf(state)(server.name);
	const uptime = ensemble.standalone ? undefined : leadingForMs(server);
	return [
		[span(ensemble.standalone ? label : `leader ${label}`)],
		uptime === undefined ? [] : [span(` ${formatWholeAge(uptime)}`)],
	];
};

/** Who serves has a leader: it may be one that nobody asks. */
const noLeader = ({quorum, isAllAsked}: Data['ensemble']): Line =>
	quorum === 'yes' && !isAllAsked ? [span('leader not asked', 'warn')] : [span('no leader', 'bad')];

/** Never left out: who reads the screen has to know that it may be anybody's. */
const unverified = (width: number): Line => [
	span(width < 100 ? 'INSECURE' : 'INSECURE: TLS not verified', 'bad'),
	span('  '),
];

const liveness = (state: State, data: Data, width: number): Line => {
	if (state.frozen === undefined) {
		return [span('LIVE', 'good'), span(` ${formatTime(data.clock.at)} `)];
	}

	const age = `, ${formatWholeAge(state.live.clock.at - data.clock.at)} ago, p live`;
	const word = state.travelled ? 'PAST' : 'PAUSED';
	return [span(` ${word} ${formatTime(data.clock.at)}${width < 60 ? '' : age} `, 'inverse')];
};
