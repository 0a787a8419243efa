// What stands in place of the tree while there is no session: since when, why, and what has to be done where waiting does not help.
import type {Data} from '../../store/state.ts';
import type {Failure} from '../../zookeeper/errors.ts';
import {escapeText} from '../escape.ts';
import {formatAge} from '../format.ts';
import {span, wrap, type Line} from '../line.ts';

/** @param data Of a client that is not connected. */
export const unreadable = ({session, clock, ensemble, servers}: Data, width: number): readonly Line[] => {
	const {client, since} = session;
	const failure = client.kind === 'connecting' ? client.failure : undefined;
	const {why, fix} = failure === undefined ? {} : toDo(failure);
	const reason =
		ensemble.quorum === 'no'
			? servers.length > 1
				? 'no quorum: no server serves'
				: 'the server does not serve'
			: (why ?? 'connecting');
	return [
		[span(' cannot read yet', 'warn')],
		[],
		...wrap(`since  ${formatAge(Math.floor((clock.at - since) / 1000) * 1000)}`, width - 2),
		...wrap(`why    ${reason}`, width - 2),
		...(why === undefined || why === reason ? [] : wrap(`also   ${why}`, width - 2)),
		...(fix === undefined ? [] : wrap(`do     ${fix}`, width - 2)),
		'',
		...wrap(
			fix === undefined
				? 'It opens by itself when a server serves.'
				: 'Waiting does not open it; what is to be done stands above.',
			width - 2,
		),
	].map(line => (typeof line === 'string' ? [span(` ${escapeText(line)}`)] : line));
};

/** What is about who we are and where we knock; a message is its reason, and behind a semicolon what to do about it. */
const fixes: Partial<Readonly<Record<Failure['kind'], string>>> = {
	'no-auth': 'correct --auth, or what the server needs for it',
	garbled: 'name a client port of ZooKeeper',
};

const toDo = ({kind, message}: Failure): {readonly why: string; readonly fix?: string | undefined} => {
	const [why = '', ...rest] = message.split('; ');
	const isLasting = kind === 'tls' || fixes[kind] !== undefined;
	return isLasting ? {why, fix: rest.length > 0 ? rest.join('; ') : fixes[kind]} : {why: message};
};
