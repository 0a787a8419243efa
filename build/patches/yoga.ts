// yoga decodes its own wasm instead of fetching it from a data: URL, for which node would load all of undici.
import type {Patch} from '../patch.ts';

export const yoga: readonly Patch[] = [
	{
		file: 'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js',
		why: 'fetches nothing',
		changes: [
			['function ya(){return w||"function"!=typeof fetch?', 'function ya(){return true?'],
			['ua(H)||"function"!=typeof fetch?', 'true?'],
		],
	},
];
