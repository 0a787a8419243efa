// source/store/inspection/vital-signs.ts: timeouts of sessions that are connected no more
import {expect, it} from 'vitest';
import {answers, everything, scripted, told} from '../scripted.ts';

it('the timeout of a session that has lost its connection is known as long as the leader keeps the session', () => {
	const {sample} = scripted();
	const session = '0x300000ec8e50000';
	const alone = told('zk3', 'cons').filter(connection => connection.session?.id !== session);
	const connected = sample(0, ...everything(), answers('zk3', 'dump')).inspection;
	expect(connected.bySession.get(session)?.timeoutMs).toBe(14_000);
	expect(connected.timeouts.has(session)).toBe(false);
	const lost = sample(5, answers('zk3', 'cons', alone)).inspection;
	expect(lost.bySession.has(session)).toBe(false);
	expect(lost.timeouts.get(session)).toBe(14_000);
	expect(sample(10, answers('zk3', 'dump')).inspection.timeouts).toBe(lost.timeouts);
	const dump = told('zk3', 'dump');
	const sessions = new Map([...dump.sessions].filter(([id]) => id !== session));
	expect(sample(15, answers('zk3', 'dump', {...dump, sessions})).inspection.timeouts.has(session)).toBe(
		false,
	);
});
