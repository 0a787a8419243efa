// Which paths a server takes. (S/common/PathUtils.java: validatePath)

const refused = /[\u0000-\u001F\u007F-\u009F\uD800-\uF8FF\uFFF0-\uFFFF]/;

/** Whether it is a path: absolute, no empty, `.` or `..` segment, no character that is not to be printed. */
export const isPath = (path: string): boolean =>
	path === '/' ||
	(path.startsWith('/') &&
		!path
			.slice(1)
			.split('/')
			.some(segment => segment === '' || segment === '.' || segment === '..') &&
		!refused.test(path));
