// Temporary folders that are gone when we are; what a killed run left behind is swept by the next one.
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {atExit} from './at-exit.ts';
import {isAlive} from './child.ts';

// zktop-PID-PURPOSE-XXXXXX
const namePattern = /^zktop-(?<pid>\d+)-/;

const sweep = (): void => {
	for (const name of readdirSync(tmpdir())) {
		const pid = namePattern.exec(name)?.groups?.['pid'];
		if (pid !== undefined && !isAlive(Number(pid))) {
			rmSync(join(tmpdir(), name), {recursive: true, force: true});
		}
	}
};

export type TempFolder = {readonly path: string; remove(): void};

/** Makes an empty folder under the system's own for temporary files. */
export const makeTempFolder = (purpose: string): TempFolder => {
	sweep();
	const path = mkdtempSync(join(tmpdir(), `zktop-${process.pid}-${purpose}-`));
	const forget = atExit(() => {
		rmSync(path, {recursive: true, force: true});
	});
	return {
		path,
		remove() {
			forget();
			rmSync(path, {recursive: true, force: true, maxRetries: 3});
		},
	};
};
