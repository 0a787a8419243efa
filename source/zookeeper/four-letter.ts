// Four-letter words over the client port. (S/server/command/FourLetterCommands.java, zookeeper.md A.1–A.3)
//
//   question = exactly four lower-case letters, as the first bytes of a connection
//   answer   = text until the server closes
//            | word " is not executed because it is not in the whitelist." LF
//            | "This ZooKeeper instance is not currently serving requests" [LF]      (ClickHouse Keeper: "This instance …")
//            | nothing: connection limit, unknown word, TLS port
import {UnsupportedError, whitelistLine, ZooKeeperError} from './errors.ts';
import type {Host} from './hosts.ts';
import type {Tls} from './security.ts';
import {cutOff} from './text/garbled.ts';
import {exchange} from './wire/exchange.ts';
import {strangerBy} from './wire/handshake.ts';
import {isTlsRecord, speaksTls} from './access/tls-errors.ts';

/**
 * The words that zktop asks: they only read. Those that reset or set something (srst, crst, stmk) are not in it. `wchp` and `wchc` are
 * dear: only for somebody who has read their price.
 */
export type Word =
	'srvr' | 'stat' | 'mntr' | 'cons' | 'dump' | 'wchs' | 'wchp' | 'wchc' | 'conf' | 'envi' | 'isro' | 'ruok';

/** Their answers end with a line feed in all versions: one that has others but not this was cut off, maybe within a number. */
const wholeLines: ReadonlySet<Word> = new Set([
	'srvr',
	'stat',
	'mntr',
	'cons',
	'dump',
	'wchs',
	'wchp',
	'wchc',
	'envi',
]);

/** Their answers fit into one packet. */
const shortWords: ReadonlySet<Word> = new Set(['srvr', 'isro', 'ruok']);

export type AskOptions = {
	/** From now to the last byte, name resolution included. */
	readonly deadlineMs: number;
	readonly signal?: AbortSignal;
	/** For a TLS port; undefined: plain TCP. */
	readonly tls?: Tls | undefined;
};

/**
 * The server's answer to one word, undecoded, UTF-8 text. Throws UnsupportedError when the word is not whitelisted, and
 * ZooKeeperError: `not-serving`, and those of `exchange`. Whether the answer is ZooKeeper's at all, its parser says.
 */
export const askWord = async (host: Host, word: Word, options: AskOptions): Promise<string> => {
	const answer = await exchange(host, Buffer.from(word, 'latin1'), {
		...options,
		nudges: shortWords.has(word),
	});
	if (isTlsRecord(answer)) {
		throw new ZooKeeperError('tls', speaksTls);
	}

	const text = answer.toString('utf8');
	if (text.startsWith(`${word} is not executed because it is not in the whitelist`)) {
		throw new UnsupportedError(
			`${word} is not in the whitelist of this server; zoo.cfg opens it: ${whitelistFor(word)}`,
		);
	}

	if (/^This (?:ZooKeeper )?instance is not currently serving requests/.test(text)) {
		throw new ZooKeeperError('not-serving', 'up, but not serving requests: no quorum, or still starting');
	}

	if (
		wholeLines.has(word) &&
		text.includes('\n') &&
		!text.endsWith('\n') &&
		strangerBy(answer) === undefined
	) {
		throw cutOff(word, text);
	}

	return text;
};

/** The line that opens what zktop asks unbidden, and the word that it does not. */
const whitelistFor = (word: Word): string => (word === 'wchp' ? `${whitelistLine},${word}` : whitelistLine);
