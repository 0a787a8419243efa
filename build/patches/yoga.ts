// yoga decodes its own wasm instead of fetching it from a data: URL, for which Node would load all of undici.
import type {Patch} from '../patch.ts';

export const yoga: readonly Patch[] = [
	{
		file: 'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js',
		why: 'fetches nothing',
		changes: [
			[
				'var b=xa(a.slice(37)),c=new Uint8Array(b.length);for(a=0;a<b.length;++a)c[a]=b.charCodeAt(a);var d=c',
				'var d=Buffer.from(a.slice(37),"base64")',
			],
			['function ya(){return w||"function"!=typeof fetch?', 'function ya(){return true?'],
			['ua(H)||"function"!=typeof fetch?', 'true?'],
		],
	},
];
