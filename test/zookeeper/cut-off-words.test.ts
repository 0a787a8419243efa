// Answers to words that are closed before their end: a part of a number would be taken for a figure.
import {expect, it} from 'vitest';
import {askWord} from '../../source/zookeeper/four-letter.ts';
import {caught} from '../helpers/fake-clients.ts';
import {recorded} from '../helpers/recorded-words.ts';
import {answering, fakeServer} from './fake-server.ts';

const patient = {deadlineMs: 5000};

it.each(['srvr', 'stat', 'mntr', 'cons', 'dump', 'wchs', 'envi'] as const)(
	'do not count when they end within a line: %s',
	async word => {
		const host = await fakeServer(answering(asked => recorded('3.8.0/leader', asked).slice(0, -3)));
		const {kind, message} = await caught(askWord(host, word, patient));
		expect([kind, message]).toEqual([
			'garbled',
			expect.stringMatching(new RegExp(`^the answer to ${word} breaks off within a line: ".+"$`)),
		]);
	},
);

it.each(['conf', 'isro', 'ruok'] as const)(
	'are none where the whole ends without a line feed: %s',
	async word => {
		const host = await fakeServer(answering(asked => recorded('3.8.0/leader', asked)));
		expect(await askWord(host, word, patient)).toBe(recorded('3.8.0/leader', word));
	},
);

it('leave it to the parser to say what a stranger is', async () => {
	const page = 'HTTP/1.1 400 Bad Request\r\n\r\n<html></html>';
	expect(await askWord(await fakeServer(answering(() => page)), 'srvr', patient)).toBe(page);
});
