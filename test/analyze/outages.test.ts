// source/analyze/explain/outages.ts
import {expect, it} from 'vitest';
import {outagesIn} from '../../source/analyze/explain/outages.ts';

const span = {start: 5000, end: 9000};

it('begin when the server fell, though that is on record no more', () => {
	expect(outagesIn([{kind: 'changed', at: 7000, server: 'zk1', why: 'refused', since: 1000}], span)).toEqual([
		{server: 'zk1', from: 1000, until: undefined, causes: [{at: 7000, why: 'refused'}]},
	]);
});

it('have all their causes, in order, and end where the server returns', () => {
	expect(
		outagesIn(
			[
				{kind: 'fell', at: 6000, server: 'zk1', why: 'silent'},
				{kind: 'changed', at: 7000, server: 'zk1', why: 'refused', since: 6000},
				{kind: 'returned', at: 8000, server: 'zk1', afterMs: 2000},
			],
			span,
		),
	).toEqual([
		{
			server: 'zk1',
			from: 6000,
			until: 8000,
			causes: [
				{at: 6000, why: 'silent'},
				{at: 7000, why: 'refused'},
			],
		},
	]);
});
