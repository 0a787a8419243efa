// Words that a server of another product does not know. ClickHouse Keeper closes the connection then, as it does when a word is
// known but not allowed (ClickHouse, src/Server/KeeperTCPHandler.cpp: tryExecuteFourLetterWordCmd).
import type {FailureKind} from '../../zookeeper/errors.ts';
import {wordFor, type Asked} from './words.ts';

/** Nothing came. ZooKeeper knows all words that zktop asks: there it is the connection limit, or the server is in trouble. */
const nothing: ReadonlySet<FailureKind> = new Set(['connection-limit', 'silent']);

/** The product by the first line of its `srvr`; undefined for ZooKeeper itself. */
export const productOf = (banner: string): string | undefined => {
	const [product = ''] = banner.split(/ version:/);
	return /^zookeeper$/i.test(product) ? undefined : product;
};

/** The answer of a server of this product, which answers `srvr`: a word without an answer is not known there. */
export const readDialect = (asked: Asked, product: string): Asked => {
	const {word, answer} = asked.arrival;
	if (answer.kind !== 'failed' || !nothing.has(answer.failure.kind) || wordFor(word) === 'srvr') {
		return asked;
	}

	const why = `${word} is not known there (${product}), or not in its four_letter_word_white_list`;
	return {...asked, arrival: {...asked.arrival, answer: {kind: 'unsupported', why}}};
};
