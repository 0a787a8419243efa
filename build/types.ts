// Writes dist/types/: the declarations of `zktop/recipes`. Apart from the bundle, whose readers do without, for the compiler takes its time.
import {execFileSync} from 'node:child_process';
import {copyFileSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
execFileSync(process.execPath, [compiler, '-p', 'tsconfig.types.json'], {stdio: 'inherit'});

// The compiler copies no declarations that were written by hand; these are of a CommonJS package.
const untyped = 'zookeeper/node-zookeeper-client.d';
const entry = 'dist/types/recipes/recipes.d.ts';
copyFileSync(`source/${untyped}.ts`, `dist/types/${untyped}.cts`);
writeFileSync(entry, `/// <reference path="../${untyped}.cts" />\n${readFileSync(entry, 'utf8')}`);
