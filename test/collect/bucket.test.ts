// source/collect/bucket.ts
import {expect, it} from 'vitest';
import {Bucket} from '../../source/collect/bucket.ts';

const bucketAt = (perSecond: number, burst: number) => {
	let now = 0;
	const bucket = new Bucket({perSecond, burst, now: () => now});
	return {
		bucket,
		later: (ms: number) => {
			now += ms;
		},
	};
};

it('lets a burst leave, then as many as it fills with', () => {
	const {bucket, later} = bucketAt(4, 8);
	expect(bucket.room).toBe(8);
	bucket.spend(8);
	expect([bucket.room, bucket.waitMs]).toEqual([0, 250]);
	later(1000);
	expect(bucket.room).toBe(4);
	later(60_000);
	expect(bucket.room).toBe(8);
});

it('makes later ones wait the longer when more was taken than there was', () => {
	const {bucket, later} = bucketAt(10, 1);
	bucket.spend(3);
	expect(bucket.waitMs).toBe(300);
	later(300);
	expect(bucket.room).toBe(1);
});

it('fills at another rate from the moment it is told', () => {
	const {bucket, later} = bucketAt(4, 8);
	bucket.spend(8);
	later(500);
	bucket.fillAt(2);
	later(1000);
	expect(bucket.room).toBe(4);
});

it('is never empty without a limit', () => {
	const {bucket} = bucketAt(Infinity, Infinity);
	bucket.spend(1_000_000);
	expect([bucket.room, bucket.waitMs]).toEqual([Infinity, 0]);
});
