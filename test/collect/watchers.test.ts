// Who watches what is dear: asked once each time that somebody wants to know. source/collect/poller.ts
import {expect, it} from 'vitest';
import {brings, startPolling} from './polling.ts';
import {as, shutWord, wordServer} from './word-server.ts';

const countOf = (asked: readonly string[]): number => asked.filter(word => word === 'wchp').length;

it('is never asked unbidden, and once when somebody wants to know', async () => {
	const server = await wordServer();
	const {name} = server.host;
	const polling = startPolling({hosts: [server.host]}, {connections: true, ephemerals: true, watches: true});
	await polling.beats(5);
	polling.poller.refresh();
	await polling.beats(3);
	expect(countOf(server.asked)).toBe(0);
	polling.poller.askWatchers();
	await polling.until('who watches', brings('wchp', name, 'fresh'));
	await polling.beats(5);
	expect(countOf(server.asked)).toBe(1);
	polling.poller.askWatchers();
	await polling.until('who watches, again', brings('wchp', name, 'fresh'));
	expect(countOf(server.asked)).toBe(2);
});

it('is not asked again by itself where the word is shut, and tells what opens it', async () => {
	const server = await wordServer();
	server.behave(word => (['wchp', 'wchc'].includes(word) ? shutWord(word) : as('3.8.0/standalone')(word)));
	const polling = startPolling({hosts: [server.host]});
	await polling.beats(1);
	polling.poller.askWatchers();
	await polling.until('that it is shut', brings('wchp', server.host.name, 'unsupported'));
	await polling.beats(5);
	expect(countOf(server.asked)).toBe(1);
	expect(polling.answers('wchp', server.host.name)[0]?.answer).toMatchObject({
		why: expect.stringMatching(/4lw\.commands\.whitelist=srvr,mntr,cons,dump,conf,wchs,wchp$/) as string,
	});
});

it('is asked by session where the word that tells it by path is shut, and that packet is counted as ours, too', async () => {
	const server = await wordServer();
	server.behave(word => (word === 'wchp' ? shutWord(word) : as('3.8.0/standalone')(word)));
	const {name} = server.host;
	const polling = startPolling({hosts: [server.host]});
	await polling.beats(1);
	polling.poller.askWatchers();
	await polling.until('who watches', brings('wchp', name, 'fresh'));
	expect(server.asked.filter(word => word === 'wchp' || word === 'wchc')).toEqual(['wchp', 'wchc']);
	const [arrival] = polling.answers('wchp', name);
	expect(arrival?.answer.kind === 'fresh' && arrival.answer.value.get('/app/config')?.toSorted()).toEqual([
		'0x100000e7c310000',
		'0x100000e7c310001',
		'0x100000e7c310002',
	]);
	expect(arrival?.ownPackets).toBe(server.asked.length);
});

it('is relative to the chroot, and what lies outside is left out', async () => {
	const server = await wordServer();
	const polling = startPolling({hosts: [server.host], chroot: '/app'});
	await polling.beats(1);
	polling.poller.askWatchers();
	await polling.until('who watches', brings('wchp', server.host.name, 'fresh'));
	const [arrival] = polling.answers('wchp', server.host.name);
	expect(arrival?.answer.kind === 'fresh' && [...arrival.answer.value.keys()]).toContain('/config');
});
