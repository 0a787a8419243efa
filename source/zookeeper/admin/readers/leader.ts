// `leader`: who leads, be it named in our connect string or not; since 3.6. (S/server/admin/Commands.java: LeaderCommand)
//
//   body = {"is_leader": bool, "leader_id": n, "leader_ip": address}
import {garbled} from '../../text/garbled.ts';
import type {AdminAnswer} from '../answers.ts';
import {numberIn, textIn} from '../fields.ts';

export type Leader = {
	/** Whether it is the one that was asked. */
	readonly leads: boolean;
	/** Its `serverId`; undefined where only a role is known. */
	readonly id: number | undefined;
	/** Of its quorum port. */
	readonly address: string | undefined;
};

/** Reads the answer to `leader`; throws `garbled` without an id. */
export const readLeader = ({fields, text}: AdminAnswer): Leader => {
	const id = numberIn(fields, 'leader_id');
	if (id === undefined) {
		throw garbled('leader', text);
	}

	return {leads: fields['is_leader'] === true, id, address: textIn(fields, 'leader_ip')};
};
