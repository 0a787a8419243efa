// How long a session lives for sure.
import {expect, it} from 'vitest';
import {Lease} from '../../../source/zookeeper/session/lease.ts';

const timeoutMs = 1000;

it('is not known before the first answer', () => {
	const lease = new Lease();
	lease.renew(5);
	expect(lease.until(timeoutMs)).toBeUndefined();
});

it('counts from when the question was sent that was answered last', () => {
	const lease = new Lease();
	lease.renew(0);
	lease.answered();
	lease.sent(100);
	lease.sent(200);
	expect(lease.until(timeoutMs)).toBe(1000);
	lease.answered();
	expect(lease.until(timeoutMs)).toBe(1100);
	lease.answered();
	expect(lease.until(timeoutMs)).toBe(1200);
});

it('takes the answers of a new connection for those to the questions asked there', () => {
	const lease = new Lease();
	lease.renew(0);
	lease.answered();
	lease.sent(100);
	lease.renew(700);
	expect(lease.until(timeoutMs)).toBe(1000);
	lease.answered();
	expect(lease.until(timeoutMs)).toBe(1700);
});

it('gains nothing from an answer to nothing', () => {
	const lease = new Lease();
	lease.renew(0);
	lease.answered();
	lease.answered();
	expect(lease.until(timeoutMs)).toBe(1000);
});
