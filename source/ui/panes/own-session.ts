// Our own session on the Sources card: where it is, what it may, and whom the server takes us for; or why there is none.
//
//    session
//      connection     zk1:2181 for 12 s, timeout 10 s, 0x100000e7c310000
//      known as       ip 127.0.0.1, digest zoe
import {shown, type SessionState, type State} from '../../store/state.ts';
import {escapeText} from '../escape.ts';
import {formatWholeAge} from '../format.ts';
import {span, wrap, type Line} from '../line.ts';

/** @param labelWidth Columns before what is told. */
export const ownSessionLines = (state: State, width: number, labelWidth: number): readonly Line[] => {
	const {session, clock} = shown(state);
	const told = (label: string, text: string, style: Style): readonly Line[] =>
		wrap(escapeText(text), Math.max(1, width - labelWidth - 1)).map((line, index) => [
			span((index === 0 ? `   ${label}` : '').padEnd(labelWidth), 'accent'),
			span(line, style),
		]);
	const [connection, style] = connectionText(session, clock.at);
	return [
		[span(' session', 'heading')],
		...told('connection', connection, style),
		...(session.client.kind === 'connected' ? told('known as', identitiesText(session), 'muted') : []),
	];
};

type Style = 'good' | 'notice' | 'warn' | 'muted';

const connectionText = ({client, since}: SessionState, now: number): readonly [string, Style] => {
	const age = formatWholeAge(Math.max(0, now - since));
	switch (client.kind) {
		case 'connected': {
			const {server, session, timeoutMs, readOnly} = client;
			const may = readOnly ? ', read-only: no quorum' : '';
			return [
				`${server.name} for ${age}, timeout ${formatWholeAge(timeoutMs)}, ${session}${may}`,
				readOnly ? 'notice' : 'good',
			];
		}

		case 'connecting':
			return [`none for ${age}: ${client.failure?.message ?? 'connecting'}${pauseText(client)}`, 'warn'];
		case 'closed':
			return ['closed', 'warn'];
	}
};

/** A long pause is told, for nothing is seen to happen in it. */
const pauseText = ({retryInMs}: {readonly retryInMs?: number}): string =>
	retryInMs === undefined ? '' : `; tried again ${formatWholeAge(retryInMs)} later`;

/** `ip 127.0.0.1, digest zoe`, or why that is not known. */
export const identitiesText = ({identities}: SessionState): string => {
	switch (identities.kind) {
		case 'fresh':
		case 'stale':
			return identities.value.map(({scheme, user}) => `${scheme} ${user}`).join(', ') || 'nobody';
		case 'failed':
			return `not known: ${identities.failure.message}`;
		case 'unsupported':
			return `not known: ${identities.why}`;
		case 'unasked':
			return 'not asked yet';
	}
};
