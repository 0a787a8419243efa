// meow without what reads and repairs a package.json, which is most of its size and start-up. It takes the program's name from there.
import type {Patch} from '../patch.ts';

export const meow: readonly Patch[] = [
	{
		file: 'meow/build/options.js',
		why: 'reads no package.json',
		changes: [
			[`import { a as readPackageUpSync, n as normalizePackageData } from './dependencies.js';`, ''],
			[
				`readPackageUpSync({
		cwd: path.dirname(fileURLToPath(options.importMeta.url)),
		normalize: false,
	})?.packageJson`,
				`{name: 'zktop'}`,
			],
			['normalizePackageData(pkg);', ''],
		],
	},
	{
		file: 'meow/build/dependencies.js',
		why: 'what is not used can be left out',
		changes: [
			[
				'var normalizeExports = requireNormalize();',
				'var normalizeExports = /* @__PURE__ */ requireNormalize();',
			],
			[
				'const normalizePackageData = getDefaultExportFromCjs(normalizeExports);',
				'const normalizePackageData = /* @__PURE__ */ getDefaultExportFromCjs(normalizeExports);',
			],
			['promisify(execFile);', ''],
		],
	},
];
