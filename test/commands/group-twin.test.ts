// source/commands/group-twin.ts: what is told of members
import {expect, it} from 'vitest';
import {noOwner, unreadOwner} from '../../source/analyze/locks/contender.ts';
import {memberJson} from '../../source/commands/group-twin.ts';
import {scripted, startedAt, statOf, stats} from '../store/scripted.ts';

it('a member has a session only where one is known that owns it', () => {
	const {sample} = scripted();
	const node = '/jobs/taken/entry-050-0000000001';
	const data = sample(1, stats(node, statOf({ctime: startedAt})));
	const told = (session: string) => memberJson(data, 'kazoo locking queue', {node, session});
	const since = new Date(startedAt).toISOString();
	expect(told('0x10')).toMatchObject({node, session: '0x10', since});
	expect(told(noOwner)).toMatchObject({node, session: null, since});
	expect(told(unreadOwner)).toMatchObject({node, session: null, since});
});
