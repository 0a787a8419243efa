// The import law of source/README.md as data, and who breaks it.
import {importsOf, type Import} from './imports.ts';
import {type File, type Violation} from './source-files.ts';

type Law = {
	/** Rooms (`collect/`) and files (`zookeeper/ids.ts`) in source/ whose values may be imported. */
	readonly values: readonly string[];
	/** Those of which only types may be. */
	readonly types?: readonly string[];
	readonly packages?: readonly string[];
	/** Node's modules: any, only those without effects, or none. */
	readonly node: 'any' | 'pure' | 'none';
};

const pureModules = ['buffer', 'zlib', 'crypto', 'path', 'util'];
const pureValues = ['paths', 'ids', 'acl', 'errors', 'layouts', 'row-order', 'envelope'].map(
	name => `zookeeper/${name}.ts`,
);

/** A room may always import itself. */
const laws: Readonly<Record<string, Law>> = {
	zookeeper: {values: [], packages: ['node-zookeeper-client', 'kerberos'], node: 'any'},
	collect: {values: ['zookeeper/'], node: 'any'},
	// Libraries that decode what bytes mean are named here when they come.
	analyze: {values: pureValues, types: ['zookeeper/', 'collect/'], node: 'pure'},
	store: {values: ['analyze/'], types: ['collect/', 'zookeeper/'], packages: ['zustand'], node: 'none'},
	ui: {
		// How a number is said is the same in a finding's text and in a pane.
		values: ['store/', 'analyze/quantity.ts'],
		types: ['analyze/', 'collect/', 'zookeeper/'],
		packages: ['react', 'ink', 'asciichart', 'fuzzysort', 'fast-string-width'],
		node: 'none',
	},
	recipes: {values: ['zookeeper/'], node: 'any'},
	govern: {values: ['zookeeper/'], node: 'any'},
	recording: {values: ['collect/', 'analyze/'], types: ['store/'], node: 'any'},
	export: {values: ['collect/', 'analyze/'], types: ['store/'], packages: ['prom-client'], node: 'any'},
	demo: {values: ['recipes/', 'zookeeper/'], node: 'any'},
	// The command line: its door, and the room behind it.
	'options.ts': {values: ['options/'], types: ['zookeeper/'], node: 'none'},
	options: {
		// The limits are what the config file may set, and nothing else.
		values: ['zookeeper/hosts.ts', 'zookeeper/acl.ts', 'zookeeper/envelope.ts', 'analyze/rules/limits.ts'],
		types: ['zookeeper/'],
		packages: ['meow', 'smol-toml', 'zod'],
		node: 'any',
	},
	commands: {values: [''], node: 'any'},
	'cli.tsx': {values: ['options.ts'], node: 'any'},
};

const screen = 'source/commands/top.tsx';
const writes = 'source/zookeeper/writes.ts';
const writers = ['zookeeper', 'recipes', 'govern', 'demo'];

/** The part of the project that a law is about: `cli.tsx`, `options.ts` or a folder of source/. */
export const roomOf = (path: string): string =>
	path.startsWith('source/') ? (path.split('/')[1] ?? '') : path;

const inside = (path: string): string => path.replace(/^source\//, '');

const covers = (entries: readonly string[] = [], target: string): boolean =>
	entries.some(entry =>
		entry === '' || entry.endsWith('/') ? inside(target).startsWith(entry) : inside(target) === entry,
	);

const spoken = (entries: readonly string[] = []): string => entries.join(', ') || 'nothing';

/** Why an import of our own file is against the law. */
const ownFault = ({from, target = '', typeOnly, dynamic}: Import, law: Law): string | undefined => {
	const room = roomOf(from.path);
	if (target === writes && !writers.includes(room)) {
		return `writes exist in ${writes}, which only ${writers.join(', ')} import`;
	}

	// package.json is no code: cli.tsx reads its version there.
	if (
		roomOf(target) === room ||
		target === 'package.json' ||
		covers(law.values, target) ||
		(typeOnly && covers(law.types, target))
	) {
		return undefined;
	}

	if (room === 'cli.tsx') {
		const verb = dynamic && covers(['commands/'], target);
		return verb ? undefined : 'cli.tsx may import options.ts, and commands/* by await import() only';
	}

	const types = law.types === undefined ? '' : `; \`import type\` from ${spoken(law.types)}`;
	return `${room} may import itself and ${spoken(law.values)}${types}`;
};

/** Why an import of a package is against the law. */
const packageFault = ({from, specifier, names}: Import, law: Law): string | undefined => {
	const room = roomOf(from.path);
	if (specifier.startsWith('node:')) {
		const module = specifier.slice('node:'.length);
		return law.node === 'any' || (law.node === 'pure' && pureModules.includes(module))
			? undefined
			: `${room} may use ${law.node === 'pure' ? `only ${pureModules.join(', ')}` : 'none'} of node's modules`;
	}

	const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
	if (from.path === screen && ['react', 'ink'].includes(name)) {
		return undefined;
	}

	if (!(law.packages ?? []).includes(name)) {
		return `${room} may import of packages ${spoken(law.packages)}`;
	}

	return name === 'ink' && names.some(imported => ['render', '*', 'default'].includes(imported))
		? `only ${screen} imports Ink's render(), so import what is needed by name`
		: undefined;
};

/** Imports that the law does not allow. */
export const checkImports = (files: readonly File[]): Violation[] =>
	files.flatMap(importsOf).flatMap(imported => {
		const {from, line, specifier, target} = imported;
		const law = laws[roomOf(from.path)];
		const fault =
			law === undefined
				? `there is no law for ${roomOf(from.path)} yet: write it into source/README.md and here`
				: target === undefined
					? packageFault(imported, law)
					: ownFault(imported, law);
		return fault === undefined ? [] : [{path: from.path, line, says: `imports ${specifier}: ${fault}`}];
	});
