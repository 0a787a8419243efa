// What an explanation is told in: sentences, with the tone that they are told in.
import {formatAge} from '../../quantity.ts';

/** `bad`, `warn`: trouble; `plain`: for information. */
export type Sentence = {readonly tone: 'bad' | 'warn' | 'plain'; readonly text: string};

/** How servers are called. */
export type Labels = (server: string) => string;

export const plain = (text: string): Sentence => ({tone: 'plain', text});

/** UTC time of day. */
export const timeOf = (at: number): string => `${new Date(at).toISOString().slice(11, 19)}Z`;

export const wholeAge = (ms: number): string => formatAge(Math.floor(Math.max(0, ms) / 1000) * 1000);

/** `zk1`, `zk1 and zk2`, `zk1, zk2 and zk3`. */
export const listed = (servers: readonly string[], labels: Labels, word: 'and' | 'or' = 'and'): string =>
	[servers.slice(0, -1).map(labels).join(', '), ...servers.slice(-1).map(labels)]
		.filter(part => part !== '')
		.join(` ${word} `);
