// What is wrong in the config file, in words: key and reason. The value is not repeated, for it may be a secret.
import type {$ZodIssue, $ZodRawIssue} from 'zod/v4/core';
import {limits} from '../../analyze/rules/limits.ts';
import {nearest} from '../nearest.ts';

const kinds: Readonly<Record<string, string>> = {
	string: 'a text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'a table',
	record: 'a table',
};

const quoted = (values: readonly unknown[]): string =>
	values.map(value => JSON.stringify(value)).join(' or ');

/** The reason; undefined leaves it to the schema, which has said it itself. */
export const wordingOf = (issue: $ZodRawIssue): string | undefined => {
	if (issue.input === undefined && ['invalid_type', 'invalid_value'].includes(issue.code)) {
		return 'is missing';
	}

	switch (issue.code) {
		case 'invalid_type':
			return `wants ${kinds[issue.expected] ?? issue.expected}`;
		case 'invalid_value':
			return `wants ${quoted(issue.values)}`;
		case 'invalid_union':
			return `wants ${quoted(Array.isArray(issue['options']) ? issue['options'].flat() : [])}`;
		case 'too_small':
			return issue.origin === 'number' || issue.origin === 'int'
				? `wants ${String(issue.minimum)} or more`
				: 'is empty';
		case 'too_big':
			return `wants ${String(issue.maximum)} or less`;
		default:
			return undefined;
	}
};

const secretive = /pass|secret|pw|token/i;
const known = [
	...[
		'default',
		'contexts',
		'hosts',
		'chroot',
		'tls',
		'auth',
		'admin',
		'theme',
		'interval',
		'budget',
		'write',
		'locks',
		'thresholds',
	],
	...['ca', 'cert', 'key', 'pfx', 'passphrase', 'servername', 'insecure'],
	...['scheme', 'user', 'file', 'env', 'prompt', 'service'],
];

/** `contexts.prod-eu.auth[0].user` */
const spelledPath = (path: readonly PropertyKey[]): string =>
	path
		.map((part, index) => {
			if (typeof part === 'number') {
				return `[${part}]`;
			}

			const name = String(part);
			return `${index === 0 ? '' : '.'}${/^[\w-]+$/.test(name) ? name : JSON.stringify(name)}`;
		})
		.join('');

const unknownThreshold = (key: string): string => {
	const near = nearest(key, Object.keys(limits));
	return `unknown threshold; ${near === undefined ? 'zktop findings --rules lists them' : `did you mean ${near}?`}`;
};

const unknownKey = (key: string): string => {
	if (secretive.test(key)) {
		return (
			'a password does not stand in this file: put it into one of its own (file = "…", chmod 600), ' +
			'or write env = "VARIABLE" or prompt = true'
		);
	}

	const near = nearest(key, known);
	return `unknown key${near === undefined ? '' : `; did you mean ${near}?`}`;
};

/** `key: reason`, one for each fault. */
export const faultsOf = (issue: $ZodIssue, prefix: readonly PropertyKey[]): readonly string[] => {
	const path = [...prefix, ...issue.path];
	const unknown = path.at(-1) === 'thresholds' ? unknownThreshold : unknownKey;
	return issue.code === 'unrecognized_keys'
		? issue.keys.map(key => `${spelledPath([...path, key])}: ${unknown(key)}`)
		: [`${spelledPath(path)}: ${issue.message}`];
};
