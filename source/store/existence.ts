// Whether a znode is there, as far as known.
import {positionIn} from '../analyze/row-order.ts';
import {baseName, parentPath, type Znodes} from '../analyze/tree-rows.ts';

/** It is not when a listing on the way to it says so. */
export const existsIn = (znodes: Znodes): ((path: string) => boolean) => {
	const exists = (path: string): boolean => {
		const parent = parentPath(path);
		const siblings = znodes.get(parent)?.names;
		return path === '/' || (exists(parent) && (!siblings || positionIn(siblings, baseName(path)) !== -1));
	};

	return exists;
};
