// Time, timers, sockets and the process: things that only some rooms may touch, the others get them handed in.
import ts from 'typescript';
import {importsOf} from './imports.ts';
import {roomOf} from './import-law.ts';
import {descendants, lineOf, parse, type File, type Violation} from './source-files.ts';

const pureRooms = ['analyze', 'store', 'ui'];
const timers = ['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame'];
const sockets = ['fetch', 'WebSocket', 'EventSource'];
const clocks = ['Date.now', 'performance.now', 'process.hrtime', 'process.uptime'];

const processOwners = ['cli.tsx', 'options.ts', 'options', 'commands'];
const processParts = ['env', 'stdout'];

/** A name that stands for the global of that name, not for a property or a declaration of ours. */
const isGlobal = (node: ts.Node): node is ts.Identifier => {
	const {parent} = node;
	return (
		ts.isIdentifier(node) &&
		!(ts.isPropertyAccessExpression(parent) && parent.name === node) &&
		!(ts.isQualifiedName(parent) && parent.right === node) &&
		!('name' in parent && parent.name === node)
	);
};

/** What an expression of a pure room asks of the world, in words. */
const effectOf = (node: ts.Node): string | undefined => {
	if (isGlobal(node) && [...timers, ...sockets].includes(node.text)) {
		return node.text;
	}

	if (ts.isPropertyAccessExpression(node) && clocks.includes(node.getText())) {
		return `${node.getText()}()`;
	}

	const now =
		ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
	return now ? 'new Date()' : undefined;
};

const pureFaults = (file: File): Violation[] =>
	descendants(parse(file)).flatMap(node => {
		const effect = effectOf(node);
		const says = `uses ${effect ?? ''}: timers, sockets and clocks do not live in ${pureRooms.join(', ')}; time is injected`;
		return effect === undefined ? [] : [{path: file.path, line: lineOf(node), says}];
	});

const processFaults = (file: File): Violation[] => {
	const says = (part: string): string => `uses process.${part}: only ${processOwners.join(', ')} may`;
	const imported = importsOf(file).flatMap(({specifier, names, line}) =>
		specifier === 'node:process'
			? names
					.filter(name => processParts.includes(name))
					.map(name => ({path: file.path, line, says: says(name)}))
			: [],
	);
	const accessed = descendants(parse(file)).flatMap(node => {
		const isProcess = ts.isPropertyAccessExpression(node) && node.expression.getText() === 'process';
		return isProcess && processParts.includes(node.name.text)
			? [{path: file.path, line: lineOf(node), says: says(node.name.text)}]
			: [];
	});
	return [...imported, ...accessed];
};

/** Effects in rooms that have none, and the process where it is not theirs. */
export const checkEffects = (files: readonly File[]): Violation[] =>
	files.flatMap(file => {
		const room = roomOf(file.path);
		return [
			...(pureRooms.includes(room) ? pureFaults(file) : []),
			...(processOwners.includes(room) ? [] : processFaults(file)),
		];
	});
