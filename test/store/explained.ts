// Explanations of scripted stores.
import {explanationOf, tell, type Explanation} from '../../source/store/explanation.ts';
import {formatId} from '../../source/zookeeper/ids.ts';
import {answers, names, told, type Scripted, type ServerName} from './scripted.ts';

/** What changed in that time. */
export const explained = ({state}: Scripted, spanMs = 60_000): Explanation => {
	const explanation = explanationOf(state(), spanMs);
	if (explanation === undefined) {
		throw new Error('nothing is recorded');
	}

	return explanation;
};

/** The same in sentences. */
export const sentences = (screen: Scripted, spanMs?: number): readonly string[] =>
	tell(explained(screen, spanMs), server => server).map(({text}) => text);

/** What a server tells of its role and epoch. */
export const srvr = (server: ServerName, mode: 'leader' | 'follower', epoch: bigint, counter = 0n) =>
	answers(server, 'srvr', {...told(server, 'srvr'), mode, zxid: formatId((epoch << 32n) + counter)});

/** All serve under a leader. */
export const led = (leader: ServerName, epoch: bigint) =>
	names.map(name => srvr(name, name === leader ? 'leader' : 'follower', epoch));
