// Imports point left: a room knows the rooms to its left, never those to its right.
import {expect, it} from 'vitest';
import {checkImports} from './import-law.ts';
import {readSource, report} from './source-files.ts';

const faults = (path: string, text: string): string[] => report(checkImports([{path, text}]));

it('holds in source/', () => {
	expect(report(checkImports(readSource()))).toEqual([]);
});

it('states the law, the file, the line and the import', () => {
	expect(faults('source/collect/poller.ts', "// x\nimport {a} from '../store/store.ts';")).toEqual([
		'source/collect/poller.ts:2 imports ../store/store.ts: collect may import itself and zookeeper/',
	]);
});

it.each([
	['source/zookeeper/a.ts', "import {a} from '../collect/a.ts';"],
	['source/zookeeper/a.ts', "import type {A} from '../collect/a.ts';"],
	['source/collect/a.ts', "import zk from 'node-zookeeper-client';"],
	['source/analyze/a.ts', "import {ask} from '../zookeeper/ask.ts';"],
	['source/analyze/a.ts', "import {type Client} from '../zookeeper/client.ts';"],
	['source/analyze/a.ts', "import {readFile} from 'node:fs/promises';"],
	['source/store/a.ts', "import {a} from '../collect/a.ts';"],
	['source/store/a.ts', "import {join} from 'node:path';"],
	['source/store/a.ts', "import {useState} from 'react';"],
	['source/ui/a.tsx', "import {a} from '../analyze/a.ts';"],
	['source/ui/a.tsx', "import {render} from 'ink';"],
	['source/ui/a.tsx', "import * as ink from 'ink';"],
	['source/ui/a.ts', "export {a} from '../zookeeper/a.ts';"],
	['source/ui/a.ts', "const a = await import('../collect/a.ts');"],
	['source/commands/servers.ts', "import {Text} from 'ink';"],
	['source/commands/servers.ts', "import {set} from '../zookeeper/writes.ts';"],
	['source/options.ts', "import {a} from './zookeeper/client.ts';"],
	['source/options/a.ts', "import {Client} from '../zookeeper/client.ts';"],
	['source/attic/a.ts', "import {join} from 'node:path';"],
	['cli.tsx', "import {top} from './source/commands/top.tsx';"],
	['cli.tsx', "const a = await import('./source/collect/poller.ts');"],
])('is broken by %s with %s', (path, text) => {
	expect(faults(path, text)).toHaveLength(1);
});

it.each([
	[
		'source/zookeeper/a.ts',
		"import {connect} from 'node:net';\nimport zk from 'node-zookeeper-client/lib/a.js';",
	],
	[
		'source/analyze/a.ts',
		"import {parseId} from '../zookeeper/ids.ts';\nimport {gunzipSync} from 'node:zlib';",
	],
	[
		'source/analyze/a.ts',
		"import type {Sample} from '../collect/sample.ts';\nimport {rateOf} from './rates.ts';",
	],
	[
		'source/store/a.ts',
		"import {createStore} from 'zustand/vanilla';\nimport {rateOf} from '../analyze/rates.ts';",
	],
	['source/ui/a.tsx', "import {Box, Text} from 'ink';\nimport type {Stat} from '../zookeeper/stat.ts';"],
	['source/ui/a.ts', "type A = import('../analyze/a.ts').A;"],
	['source/recipes/lock.ts', "import {create} from '../zookeeper/writes.ts';"],
	['source/commands/top.tsx', "import {render} from 'ink';\nimport {App} from '../ui/app.tsx';"],
	['source/options/a.ts', "import meow from 'meow';\nimport {parseHost} from '../zookeeper/hosts.ts';"],
	['cli.tsx', "import {readOptions} from './source/options.ts';\nawait import('./source/commands/top.tsx');"],
])('allows %s with %s', (path, text) => {
	expect(faults(path, text)).toEqual([]);
});
