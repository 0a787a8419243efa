// source/zookeeper/ipv6.ts
import {isIPv6} from 'node:net';
import {expect, it} from 'vitest';
import {compressIpv6} from '../../../source/zookeeper/text/ipv6.ts';

it.each([
	['0:0:0:0:0:0:0:1', '::1'],
	['0:0:0:0:0:0:0:0', '::'],
	['2001:db8:0:0:0:0:0:7', '2001:db8::7'],
	['2001:db8:0:0:1:0:0:0', '2001:db8:0:0:1::'],
	['2001:0:0:1:0:0:1:1', '2001::1:0:0:1:1'],
	['10:0:0:1:0:2:3:4', '10::1:0:2:3:4'],
	['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
	['fe80:0:0:0:1:2:3:4%eth0', 'fe80::1:2:3:4%eth0'],
	['::1', '::1'],
	['127.0.0.1', '127.0.0.1'],
	['zk1.example.com', 'zk1.example.com'],
])('writes %s as %s', (address, short) => {
	expect(compressIpv6(address)).toBe(short);
	expect(isIPv6(short)).toBe(isIPv6(address));
});
