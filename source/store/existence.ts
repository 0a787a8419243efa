// Whether a znode is there, as far as known.
import {positionIn} from '../analyze/row-order.ts';
import {baseName, parentPath, unreadZnode, type Znodes} from '../analyze/tree-rows.ts';

/** It is not when a listing on the way to it says so. */
export const existsIn = (znodes: Znodes): ((path: string) => boolean) => {
	const exists = (path: string): boolean => {
		const parent = parentPath(path);
		const {names, part = 'all'} = znodes.get(parent) ?? unreadZnode;
		const mayBeThere = names === undefined || part !== 'all' || positionIn(names, baseName(path)) !== -1;
		return path === '/' || (exists(parent) && mayBeThere);
	};

	return exists;
};
