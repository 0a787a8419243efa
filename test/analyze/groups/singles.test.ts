// source/analyze/groups/singles.ts: barriers and counters of one znode
import {expect, it} from 'vitest';
import {singlesAmong, singlesCalled} from '../../../source/analyze/groups/singles.ts';
import {countIn, isCalledSingle} from '../../../source/analyze/signatures/table.ts';
import {statOf} from '../../store/scripted.ts';
import {recordedRecipe} from '../recorded-recipes.ts';

type Seen = {
	readonly counting?: number;
	readonly watchers?: readonly string[];
	readonly stat?: Parameters<typeof statOf>[0];
};

const singleAt = (
	path: string,
	data: Uint8Array,
	{counting = 0, watchers = [], stat = {}}: Seen = {},
): string | undefined => {
	const [single] = singlesAmong([path], {
		znodes: new Map([
			[
				path,
				{
					stat: statOf({dataBytes: data.length, ...stat}),
					statAt: 0,
					names: undefined,
					failure: undefined,
				},
			],
		]),
		contents: new Map([[path, data]]),
		counting: new Map([[path, counting]]),
		watchers: new Map([[path, watchers]]),
	});
	return (
		single &&
		`${single.recipe}, ${single.confidence}: ${single.kind === 'counter' ? single.value : single.kind}`
	);
};

const captured = (name: string): readonly [string, Uint8Array] => {
	const {root, contents} = recordedRecipe(name);
	return [root, contents.get(root) ?? new Uint8Array()];
};

it.each([
	['kazoo-Counter-int', 'kazoo counter, guess: 3'],
	['kazoo-Counter-float', undefined],
	['curator-SharedCount', 'curator counter, guess: 42'],
	['curator-DistributedAtomicLong', undefined],
	['kazoo-Barrier', 'kazoo barrier, guess: barrier'],
	['curator-DistributedBarrier', 'curator barrier, guess: barrier'],
] as const)('%s is %s by its name alone', (name, told) => {
	expect(singleAt(...captured(name))).toBe(told);
});

it.each([
	['kazoo-Counter-int', 'kazoo counter, likely: 3'],
	['kazoo-Counter-float', 'kazoo counter, guess: 1.5'],
	['kazoo-Counter-curator', 'curator counter, guess: 7'],
	['curator-SharedCount', 'curator counter, likely: 42'],
	['curator-DistributedAtomicInteger', 'curator counter, guess: 12'],
	['curator-DistributedAtomicLong', 'curator atomic long, guess: 1234'],
] as const)('%s is %s once its number was seen to change', (name, told) => {
	expect(singleAt(...captured(name), {counting: 2})).toBe(told);
});

it.each(['kazoo-Barrier', 'curator-DistributedBarrier'])(
	'%s is likely one while somebody watches it',
	name => {
		expect(singleAt(...captured(name), {watchers: ['0x1']})).toMatch(/barrier, likely/);
	},
);

const leaseAt = (name: string, child: string) => {
	const {root, contents} = recordedRecipe(name);
	const path = `${root}/${child}`;
	const data = contents.get(path) ?? new Uint8Array();
	const stat = statOf({dataBytes: data.length});
	return singlesAmong([path], {
		znodes: new Map([[path, {stat, statAt: 0, names: undefined, failure: undefined}]]),
		contents,
		counting: new Map(),
		watchers: new Map(),
	});
};

it('kazoo’s lease says who has it and until when, in UTC', () => {
	expect(leaseAt('kazoo-NonBlockingLease', 'lease_holder')).toEqual([
		{
			kind: 'lease',
			path: '/kazoo/lease',
			node: '/kazoo/lease/lease_holder',
			recipe: 'kazoo lease',
			confidence: 'certain',
			holder: 'lease-holder-0',
			until: Date.UTC(2026, 10, 22, 19, 28, 59),
		},
	]);
});

it('Curator’s TTL node says who renews it, and never for how long it lasts', () => {
	expect(leaseAt('curator-PersistentTtlNode', 'touch')).toEqual([
		{
			kind: 'lease',
			path: '/curator/ttlnode',
			node: '/curator/ttlnode/touch',
			recipe: 'curator ttl node',
			confidence: 'guess',
			holder: '127.0.0.1',
			until: undefined,
		},
	]);
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it.each([
	['a number under another name', '/app/port', bytes('8080'), {}],
	['a text under a counter’s name', '/app/counter', bytes('none'), {}],
	['four letters', '/app/count', bytes('abcd'), {}],
	['an empty znode that is watched', '/app/config', bytes(''), {watchers: ['0x1']}],
	['what has children', '/app/barrier', bytes(''), {stat: {children: 2}}],
	['an ephemeral', '/app/counter', bytes('3'), {stat: {ephemeralOwner: '0x1'}}],
	['what is called a lease and holds something else', '/app/lease_holder', bytes('{"holder": "a"}'), {}],
	['a lease without a time', '/app/lease_holder', bytes('{"version": 1, "holder": "a", "end": "soon"}'), {}],
	[
		'a lease until a day that no calendar has',
		'/app/lease_holder',
		bytes('{"version": 1, "holder": "a", "end": "2026-02-30T25:61:00"}'),
		{},
	],
	['a text that is no address, in what is called touch', '/app/touch', bytes('hello'), {}],
	['a text under a barrier’s name', '/app/barrier', bytes('open'), {}],
] as const)('%s is none', (_, path, data, seen) => {
	expect(singleAt(path, data, seen)).toBeUndefined();
});

it.each(['/a/counter', '/counters/a', '/a/page-count', '/a/SharedCount', '/a/Counter', '/app/barriers/x'])(
	'%s is called like one',
	path => {
		expect(isCalledSingle(path)).toBe(true);
	},
);

it.each(['/a/account', '/counters/x/y', '/a/discounts', '/a/country', '/a/countdown'])('%s is not', path => {
	expect(isCalledSingle(path)).toBe(false);
});

it('numbers are told as they were written', () => {
	expect([bytes('-12'), bytes('1e9'), Uint8Array.of(255, 255, 255, 254)].map(countIn)).toEqual([
		'-12',
		'1e9',
		'-2',
	]);
	expect(countIn(Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 0))).toBe('256');
	expect(countIn(bytes('v3'))).toBeUndefined();
});

it('are looked for among the children of open znodes, but not in a long list', () => {
	const listed = (names: readonly string[]) => ({
		stat: undefined,
		statAt: undefined,
		names,
		failure: undefined,
	});
	const long = Array.from({length: 3000}, (_, index) => `counter-${index}`);
	const znodes = new Map([
		['/', listed(['app', 'counters', 'long'])],
		['/counters', listed(['orders'])],
		['/long', listed(long)],
	]);
	expect(singlesCalled(znodes, ['/', '/counters', '/long'])).toEqual(['/counters', '/counters/orders']);
});
