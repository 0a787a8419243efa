// A long listing on its way that nobody wants any more.
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {following, times} from '../following.ts';

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date']});
});
afterEach(() => {
	vi.useRealTimers();
});

describe('a giant that is listed', () => {
	it('is given up when it is closed meanwhile, and listed again when it is opened again', async () => {
		const {asked, answer, arrivals, follow, pass} = following({
			open: ['/jobs'],
			parts: new Map([['/jobs', 'all']]),
		});
		answer(
			'children /jobs',
			Array.from({length: 50_000}, (_, index) => `job-${index}`),
		);
		follow({open: []});
		await vi.waitFor(() => {
			follow({open: ['/jobs']});
			expect(times(asked, 'children /jobs')).toBe(2);
		});
		await pass(0);
		expect(arrivals).toEqual([]);
	});
});
