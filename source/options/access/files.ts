// The one place where files of secrets and certificates are read: errors name the file, the reason and the fix.
import {open, type FileHandle} from 'node:fs/promises';
import process from 'node:process';
import {UsageError} from '../usage-error.ts';

/** Says something that does not stop us. */
export type Warn = (message: string) => void;

export type WantedFile = {
	readonly path: string;
	/** `password file`, `key` … */
	readonly what: string;
	/** Where another one is named: `--auth-file`. */
	readonly namedBy: string;
};

/** A file that everybody may read. */
export const readPublic = async (file: WantedFile): Promise<Buffer> => read(file);

/** A file that only its owner should be able to read; warns when others can. */
export const readPrivate = async (file: WantedFile, warn: Warn): Promise<Buffer> =>
	read(file, async handle => {
		const stat = await handle.stat();
		const readers = readersOf(stat.mode);
		if (process.platform !== 'win32' && stat.isFile() && readers !== undefined) {
			warn(`${file.what} ${file.path} can be read by ${readers}; chmod 600 ${file.path}`);
		}
	});

const readersOf = (mode: number): string | undefined => {
	if ((mode & 0o004) !== 0) {
		return 'everybody on this machine';
	}

	return (mode & 0o040) === 0 ? undefined : 'its group';
};

const read = async (file: WantedFile, check?: (handle: FileHandle) => Promise<void>): Promise<Buffer> => {
	let handle: FileHandle | undefined;
	try {
		handle = await open(file.path);
		await check?.(handle);
		return await handle.readFile();
	} catch (error) {
		throw new UsageError(`${file.what} ${file.path}: ${reasonOf(error, file.namedBy)}`);
	} finally {
		await handle?.close();
	}
};

const reasonOf = (error: unknown, namedBy: string): string => {
	const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
	switch (code) {
		case 'ENOENT':
		case 'ENOTDIR':
			return `there is no such file; name another by ${namedBy}`;
		case 'EACCES':
		case 'EPERM':
			return 'you may not read it; it has to be yours, with mode 600';
		case 'EISDIR':
			return `is a folder; name the file in it by ${namedBy}`;
		default:
			return `cannot be read: ${code}`;
	}
};
