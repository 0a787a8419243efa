// Znode paths: `/`-separated, absolute, no empty segment (`PathUtils.validatePath`).

/** The path of a child. */
export const childOf = (parent: string, name: string): string =>
	parent === '/' ? `/${name}` : `${parent}/${name}`;

/** The parent's path; `/` for the root itself. */
export const parentOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));

/** The last segment; `/` for the root. */
export const baseName = (path: string): string =>
	path === '/' ? '/' : path.slice(path.lastIndexOf('/') + 1);

/** How many segments a path has: 0 for the root. */
export const depthOf = (path: string): number => (path === '/' ? 0 : path.split('/').length - 1);

/** Whether the path is the ancestor itself or lies below it. */
export const isWithin = (path: string, ancestor: string): boolean =>
	ancestor === '/' || path === ancestor || path.startsWith(`${ancestor}/`);

/** Those of them that lie within no other one, each once. */
export const outermost = (paths: readonly string[]): readonly string[] => {
	const distinct = [...new Set(paths)];
	return distinct.filter(path => !distinct.some(other => other !== path && isWithin(path, other)));
};

/** What is wrong with a path that a user typed; undefined when it is well formed. */
export const pathProblem = (path: string): string | undefined => {
	if (!path.startsWith('/')) {
		return 'a znode path starts with /';
	}

	if (path !== '/' && path.endsWith('/')) {
		return 'a znode path does not end with /';
	}

	const segments = path.slice(1).split('/');
	return path !== '/' && segments.some(segment => ['', '.', '..'].includes(segment))
		? 'a znode path has no empty segment, no "." and no ".."'
		: undefined;
};

const unprintable = /[\u0000-\u001F\u007F-\u009F\uD800-\uF8FF\uFFF0-\uFFFF]/;

/** Why no server makes a znode of this path; undefined when it may be made. By UTF-16 code units, as Java sees it. */
export const newPathProblem = (path: string): string | undefined => {
	const [unit] = unprintable.exec(path) ?? [];
	const code = unit?.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
	const why = `a znode path has no U+${code ?? ''}: ZooKeeper takes no control, private or surrogate (emoji) character`;
	return pathProblem(path) ?? (unit === undefined ? undefined : why);
};
