// Whether a program can be run, as execvp(3) would find it: asked before anything is written for its sake.
import {access, constants, stat} from 'node:fs/promises';
import {join} from 'node:path';
import process from 'node:process';

/** Why it cannot be run. */
export type Refusal = {
	readonly text: string;
	/** As shells have it: 127 where there is no such program, else 126. */
	readonly exitCode: 126 | 127;
};

/** Undefined: it can be run, as far as can be seen before it is. */
export const refusalToRun = async (file: string): Promise<Refusal | undefined> => {
	const places = file.includes('/') || file === '' ? [file] : searched().map(folder => join(folder, file));
	const errors = await Promise.all(places.map(faultOf));
	// One that may not be run is told where none can be: it is what was meant.
	const fault = errors.find(error => error?.code !== 'ENOENT') ?? errors[0];
	return errors.includes(undefined) ? undefined : refusalOf(file, fault ?? {code: 'ENOENT', message: ''});
};

/** What the attempt to run it has brought. */
export const refusalOf = (file: string, error: Fault): Refusal => ({
	text: `${file === '' ? 'an empty command' : file} cannot be run: ${reasonOf(error)}`,
	exitCode: error.code === 'ENOENT' ? 127 : 126,
});

type Fault = Pick<NodeJS.ErrnoException, 'code' | 'message'>;

/** An empty name is the folder we are in. */
const searched = (): readonly string[] =>
	(process.env['PATH'] ?? '/usr/bin:/bin').split(':').map(folder => folder || '.');

const faultOf = async (path: string): Promise<Fault | undefined> => {
	try {
		await access(path, constants.X_OK);
		return (await stat(path)).isFile() ? undefined : {code: 'EACCES', message: ''};
	} catch (error) {
		const {code = '', message} = error as NodeJS.ErrnoException;
		return {code: absent.has(code) ? 'ENOENT' : code, message};
	}
};

/** Something on the way there is none. */
const absent: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);

const reasonOf = ({code, message}: Fault): string => {
	switch (code) {
		case 'ENOENT':
			return 'no such program';
		case 'EACCES':
			return 'it is not executable';
		default:
			return message;
	}
};
