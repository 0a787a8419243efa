// A disk that is as slow as a test wants it while its server runs: fsync waits for as many ms as stand in a file (facts.md).
import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {makeTempFolder} from './temp-folder.ts';

export type SlowDisk = {
	/** For the server's process. */
	readonly env: Readonly<Record<string, string>>;
	/** Each fsync takes so much longer from now on. */
	delay(ms: number): void;
	remove(): void;
};

const source = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void dally(void) {
	int ms = 0;
	FILE *file = fopen(getenv("SLOW_DISK_FILE"), "r");
	if (file) {
		if (fscanf(file, "%d", &ms) != 1) ms = 0;
		fclose(file);
	}
	struct timespec span = {ms / 1000, (ms % 1000) * 1000000L};
	if (ms > 0) nanosleep(&span, NULL);
}

int fdatasync(int fd) {
	dally();
	return ((int (*)(int)) dlsym(RTLD_NEXT, "fdatasync"))(fd);
}

int fsync(int fd) {
	dally();
	return ((int (*)(int)) dlsym(RTLD_NEXT, "fsync"))(fd);
}
`;

const compiler = 'gcc';

/** Whether one can be made here. */
export const canSlowDisks = (): boolean =>
	process.platform === 'linux' && spawnSync(compiler, ['--version']).status === 0;

/** Makes a disk that is quick until it is told otherwise. */
export const makeSlowDisk = (): SlowDisk => {
	const folder = makeTempFolder('slow-disk');
	const [code, library, delays] = ['slow.c', 'slow.so', 'ms'].map(name => join(folder.path, name)) as [
		string,
		string,
		string,
	];
	writeFileSync(code, source);
	writeFileSync(delays, '0');
	const built = spawnSync(compiler, ['-shared', '-fPIC', '-o', library, code, '-ldl'], {encoding: 'utf8'});
	if (built.status !== 0) {
		throw new Error(`${compiler} did not build the slow disk: ${built.stderr}`);
	}

	return {
		env: {LD_PRELOAD: library, SLOW_DISK_FILE: delays},
		delay(ms) {
			writeFileSync(delays, String(ms));
		},
		remove() {
			folder.remove();
		},
	};
};
