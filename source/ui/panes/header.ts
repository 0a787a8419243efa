// The first row: which ensemble, can it write, who leads, what zktop costs, and how live the screen is.
import {failureOfServer, leadingForMs} from '../../store/selectors.ts';
import {shown, type Data, type State} from '../../store/state.ts';
import {spread} from '../box.ts';
import {escapeText} from '../escape.ts';
import {formatAge, formatBytes, formatShort, formatTime, formatZxid} from '../format.ts';
import {labelsOf} from '../labels.ts';
import {lineWidth, shorten, span, type Line} from '../line.ts';

/** Parts of the header, most important first; what does not fit is left out from the end. */
export const header = (state: State, name: string, width: number): Line => {
	const data = shown(state);
	const live = liveness(state, data);
	const room = width - lineWidth(live) - 2;
	const parts = [
		[
			span(width < 100 ? ' ' : ' zktop ', 'muted'),
			span(shorten(escapeText(name), Math.min(32, Math.floor(width / 5))), 'heading'),
		],
		quorum(data),
		leader(state, data),
		[span(data.ensemble.zxid === undefined ? 'zxid ?' : `zxid ${formatZxid(data.ensemble.zxid)}`)],
		[span('read-only', 'muted')],
		[
			span(
				`own ${formatShort(data.own.packetsPerSecond)}/s ${formatBytes(data.own.bytesPerSecond)}/s`,
				'muted',
			),
		],
	] as const satisfies readonly Line[];
	return spread(
		parts.reduce<Line>((line, part) => (line.length === 0 ? part : withPart(line, part, room)), []),
		live,
		width,
	);
};

const withPart = (line: Line, part: Line, room: number): Line =>
	lineWidth(line) + 2 + lineWidth(part) <= room ? [...line, span('  '), ...part] : line;

const quorum = ({ensemble, servers}: Data): Line => {
	const {voters, inStep, needed, canLose} = ensemble;
	switch (ensemble.quorum) {
		case 'unknown':
			return [span('asking', 'muted')];
		case 'no': {
			const up = servers.filter(server => failureOfServer(server)?.kind === 'not-serving').length;
			const of = voters.source === 'named' ? `${voters.count} named` : String(voters.count);
			return [span(`NO QUORUM: ${up} of ${of} up, ${needed} needed`, 'bad')];
		}

		case 'yes':
			return ensemble.standalone
				? [span('STANDALONE', 'good')]
				: [
						span(`QUORUM ${inStep} of ${voters.count}`, 'good'),
						span(`, can lose ${Math.max(0, canLose)}`, canLose > 0 ? undefined : 'bad'),
					];
	}
};

const leader = (state: State, {ensemble, servers}: Data): Line => {
	const server = servers.find(({name}) => name === ensemble.leader);
	if (server === undefined) {
		return [span('no leader', 'bad')];
	}

	const uptime = leadingForMs(server);
	return ensemble.standalone
		? [span(labelsOf(state)(server.name))]
		: [
				span(
					`leader ${labelsOf(state)(server.name)}${uptime === undefined ? '' : ` ${formatAge(Math.floor(uptime / 1000) * 1000)}`}`,
				),
			];
};

const liveness = (state: State, data: Data): Line => {
	if (state.frozen === undefined) {
		return [span('LIVE', 'good'), span(` ${formatTime(data.clock.at)} `)];
	}

	const age = formatAge(Math.floor((state.live.clock.at - data.clock.at) / 1000) * 1000);
	return [span(` PAUSED ${formatTime(data.clock.at)}, ${age} ago, p live `, 'inverse')];
};
