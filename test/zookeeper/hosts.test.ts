// source/zookeeper/hosts.ts
import {describe, expect, it} from 'vitest';
import {parseConnectString, parseHost} from '../../source/zookeeper/hosts.ts';

describe('parseHost', () => {
	it.each([
		['zk1:2182', {name: 'zk1:2182', host: 'zk1', port: 2182}],
		['zk1', {name: 'zk1:2181', host: 'zk1', port: 2181}],
		['zk_1.example.com:1', {name: 'zk_1.example.com:1', host: 'zk_1.example.com', port: 1}],
		['127.0.0.1:65535', {name: '127.0.0.1:65535', host: '127.0.0.1', port: 65_535}],
		['[::1]:2181', {name: '[::1]:2181', host: '::1', port: 2181}],
		['[2001:db8::7]', {name: '[2001:db8::7]:2181', host: '2001:db8::7', port: 2181}],
		['[fe80::1%eth0]:2181', {name: '[fe80::1%eth0]:2181', host: 'fe80::1%eth0', port: 2181}],
	])('reads %s', (text, host) => {
		expect(parseHost(text)).toEqual(host);
	});

	it.each([
		['zk1:0', 'a port lies between 1 and 65535'],
		['zk1:65536', 'a port lies between 1 and 65535'],
		['zk1:', 'is not host:port'],
		[':2181', 'is not host:port'],
		['zk1:client', 'is not host:port'],
		['zk 1', 'is not host:port'],
		['zk1\u001B[2J', 'is not host:port'],
		['::1:2181', 'an IPv6 address is written in brackets: [::1]:2181'],
		['[zk1]:2181', '[zk1] is not an IPv6 address'],
		['[]:2181', '[] is not an IPv6 address'],
		['[::1', 'is not host:port'],
	])('refuses %j and says why', (text, why) => {
		expect(() => parseHost(text)).toThrow(RangeError);
		expect(() => parseHost(text)).toThrow(why);
		expect(() => parseHost(text)).toThrow(`"${text}"`);
	});
});

describe('parseConnectString', () => {
	it('reads several hosts and a chroot', () => {
		expect(parseConnectString('zk1,[::1]:2182 , zk3:2183/app/one')).toEqual({
			hosts: [parseHost('zk1'), parseHost('[::1]:2182'), parseHost('zk3:2183')],
			chroot: '/app/one',
		});
	});

	it.each(['zk1', 'zk1/', ' zk1/ ', 'zk1,', ',zk1:2181'])('has no chroot in %j', text => {
		expect(parseConnectString(text)).toEqual({hosts: [parseHost('zk1')], chroot: '/'});
	});

	it('names a server once, however often it is written', () => {
		expect(parseConnectString('zk1,zk2,zk1:2181').hosts.map(({name}) => name)).toEqual([
			'zk1:2181',
			'zk2:2181',
		]);
	});

	it.each(['', ' ', ',', '/app', ' , /app'])('refuses %j: it names no server', text => {
		expect(() => parseConnectString(text)).toThrow('names no server');
	});

	it.each(['zk1/app/', 'zk1//app', 'zk1/app//one', 'zk1/app/../one', 'zk1/.'])(
		'refuses the chroot of %s',
		text => {
			expect(() => parseConnectString(text)).toThrow('is not a znode path');
		},
	);

	it('refuses a URL by naming the word that is no host', () => {
		expect(() => parseConnectString('http://zk1:2181')).toThrow('"http:" is not host:port');
	});
});
