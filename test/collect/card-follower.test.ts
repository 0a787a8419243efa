// source/collect/znode-follower.ts: the znode whose card is shown, and the data of others
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {ReadBudget} from '../../source/collect/read-budget.ts';
import {following, times} from './following.ts';

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date']});
});
afterEach(() => {
	vi.useRealTimers();
});

describe('the znode whose card is shown', () => {
	it('is read with data and ACL, and its data again when that changes', async () => {
		const {asked, answered, fire, pass} = following({described: '/a'});
		expect(asked).toEqual(['data /a', 'acl /a']);
		await answered('data /a', 'acl /a');
		await pass(1000);
		fire('data /a');
		expect(asked).toEqual(['data /a', 'acl /a', 'data /a']);
	});

	it('has its ACL read again after a while: no watch tells of it', async () => {
		const {asked, follow, answered, pass} = following({described: '/a'});
		await answered('data /a', 'acl /a');
		await pass(5000);
		follow();
		expect(times(asked, 'acl /a')).toBe(2);
	});

	it('is read again when somebody comes back to it', async () => {
		const {asked, follow, answered} = following({described: '/a'});
		await answered('data /a', 'acl /a');
		follow({described: '/b'});
		await answered('data /b', 'acl /b');
		follow({described: '/a'});
		expect(asked.slice(4)).toEqual(['data /a', 'acl /a']);
		await answered('data /a', 'acl /a');
		follow({described: undefined});
		follow({described: '/a'});
		expect(asked.slice(6)).toEqual(['data /a', 'acl /a']);
	});

	it('is read again, too, by who comes back before the first answer is there', async () => {
		const {asked, follow, answered, pass} = following({described: '/a'});
		follow({described: '/b'});
		await answered('data /a', 'acl /a');
		follow({described: '/a'});
		await pass(250);
		expect([times(asked, 'data /a'), times(asked, 'acl /a')]).toEqual([2, 2]);
	});

	it('is read with a watch though its data was read before for a name', async () => {
		const {asked, follow, answered, fire} = following({contents: ['/a']});
		await answered('data /a');
		follow({described: '/a'});
		await answered('data /a', 'acl /a');
		expect(times(asked, 'data /a')).toBe(2);
		expect(fire('data /a')).toBe(1);
	});

	it('is, too, where that read was still on its way', async () => {
		const {asked, follow, answered, fire, pass} = following({contents: ['/a']});
		follow({described: '/a'});
		await answered('data /a');
		await pass(250);
		await answered('data /a');
		expect(times(asked, 'data /a')).toBe(2);
		expect(fire('data /a')).toBe(1);
	});
});

describe('a znode whose data says who somebody is', () => {
	it('is read once without a watch, and again after half a minute', async () => {
		const {asked, answered, fire, follow, pass} = following({contents: ['/leader/a']});
		await answered('data /leader/a');
		await pass(25_000);
		follow();
		expect(asked).toEqual(['data /leader/a']);
		expect(fire('data /leader/a')).toBe(0);
		await pass(6000);
		follow();
		expect(asked).toEqual(['data /leader/a', 'data /leader/a']);
	});

	it('is not read beside its own card, which follows it', () => {
		const {asked} = following({contents: ['/leader/a'], described: '/leader/a'});
		expect(asked.filter(question => question.startsWith('data'))).toEqual(['data /leader/a']);
	});

	it('waits for its turn', async () => {
		const paths = Array.from({length: 50}, (_, index) => `/members/${index}`);
		const {asked, pass} = following({contents: paths}, new ReadBudget(10));
		await pass(1000);
		expect(asked.length).toBeLessThanOrEqual(12);
		await pass(6000);
		expect(asked.length).toBe(50);
	});
});
