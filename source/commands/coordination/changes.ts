// The changes of a transaction file: a line of JSON for each.
//
//   {"op": "create", "path": "/a", "data": "text"}      "base64" instead of "data" for bytes; "sequential": true
//   {"op": "set", "path": "/a", "data": "text", "version": 3}
//   {"op": "delete", "path": "/a", "version": 3}
//   {"op": "check", "path": "/a", "version": 3}          without "version": any
import {pathFault} from '../../options/values.ts';
import {UsageError} from '../../options/usage-error.ts';
import type {Change} from '../../recipes/session.ts';
import type {Acl} from '../../zookeeper/stat.ts';

export type Line = {readonly change: Change; readonly line: number; readonly text: string};
type Fields = Readonly<Record<string, unknown>>;

const known: Readonly<Record<string, readonly string[]>> = {
	create: ['data', 'base64', 'sequential'],
	set: ['data', 'base64', 'version'],
	delete: ['version'],
	check: ['version'],
};

/** Reads all lines; empty ones are left out. Throws a UsageError that names the first that is wrong. */
export const readChanges = (text: string, acl: readonly Acl[]): readonly Line[] => {
	const lines = text
		.split('\n')
		.map((line, index) => ({text: line.trim(), line: index + 1}))
		.filter(({text}) => text !== '');
	if (lines.length === 0) {
		throw new UsageError('the transaction has no changes: it wants a line of JSON for each');
	}

	return lines.map(({text, line}) => ({text, line, change: changeIn(text, line, acl)}));
};

const changeIn = (text: string, line: number, acl: readonly Acl[]): Change => {
	const fail = (why: string): never => {
		throw new UsageError(`line ${line} of the transaction, ${text}: ${why}`);
	};
	const fields = fieldsIn(text) ?? fail('is no object of JSON');
	const {op, path} = fields;
	const names = typeof op === 'string' ? known[op] : undefined;
	if (names === undefined) {
		return fail(`"op" is one of ${Object.keys(known).join(', ')}`);
	}

	const unknown = Object.keys(fields).find(name => !['op', 'path', ...names].includes(name));
	if (unknown !== undefined) {
		return fail(`${String(op)} has no "${unknown}"; it has ${['path', ...names].join(', ')}`);
	}

	if (typeof path !== 'string') {
		return fail('"path" is missing');
	}

	const fault = pathFault(path);
	return fault === undefined ? changeOf(fields, path, acl, fail) : fail(fault);
};

const fieldsIn = (text: string): Fields | undefined => {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? {...value} : undefined;
	} catch {
		return undefined;
	}
};

const changeOf = (
	fields: Fields,
	path: string,
	acl: readonly Acl[],
	fail: (why: string) => never,
): Change => {
	const version = versionIn(fields, fail);
	switch (fields['op']) {
		case 'create':
			return {kind: 'create', path, data: dataIn(fields, fail), acl, sequential: sequentialIn(fields, fail)};
		case 'set':
			return {kind: 'set', path, data: dataIn(fields, fail), version};
		case 'delete':
			return {kind: 'delete', path, version};
		default:
			return {kind: 'check', path, version};
	}
};

const versionIn = ({version = -1}: Fields, fail: (why: string) => never): number =>
	typeof version === 'number' && Number.isInteger(version) && version >= -1 && version < 2 ** 31
		? version
		: fail('"version" is a whole number');

const sequentialIn = ({sequential = false}: Fields, fail: (why: string) => never): boolean =>
	typeof sequential === 'boolean' ? sequential : fail('"sequential" is true or false');

const dataIn = ({data, base64}: Fields, fail: (why: string) => never): Buffer => {
	if (data !== undefined && base64 !== undefined) {
		return fail('"data" and "base64" exclude each other');
	}

	if (typeof data === 'string' || data === undefined) {
		return base64 === undefined ? Buffer.from(data ?? '') : bytesIn(base64, fail);
	}

	return fail('"data" is text');
};

const bytesIn = (base64: unknown, fail: (why: string) => never): Buffer => {
	const bytes = Buffer.from(typeof base64 === 'string' ? base64 : '', 'base64');
	return typeof base64 === 'string' && bytes.toString('base64') === base64
		? bytes
		: fail('"base64" is no base64');
};
