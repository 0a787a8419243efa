// source/zookeeper/client-address.ts
import {expect, it} from 'vitest';
import {readClientAddress} from '../../../source/zookeeper/text/client-address.ts';

it.each([
	['/127.0.0.1:36756', '127.0.0.1:36756', 'IPv4'],
	['/0:0:0:0:0:0:0:1:36756', '[::1]:36756', 'IPv6 before Java 14'],
	['/[0:0:0:0:0:0:0:1]:36756', '[::1]:36756', 'IPv6 since Java 14'],
	['/[fe80:0:0:0:0:0:0:9%eth0]:1', '[fe80::9%eth0]:1', 'IPv6 with a zone'],
	['app7.example.com/10.0.0.7:36756', '10.0.0.7:36756', 'a looked-up name'],
	['192.168.1.1:52163', '192.168.1.1:52163', 'ClickHouse Keeper, without the slash'],
	['[::1]:52163', '[::1]:52163', 'ClickHouse Keeper, IPv6'],
	['null', 'null', 'a connection that is being closed'],
])('reads %s as %s (%s)', (text, address) => {
	expect(readClientAddress(text)).toBe(address);
});
