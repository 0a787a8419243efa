// Gets what the tests run against: ZooKeeper and kazoo from Debian, where they are missing and we may install them.
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {findCurator, findKazoo, findZooKeeper} from './zookeeper-home.ts';

const install = (packages: readonly string[]): void => {
	const env = {...process.env, DEBIAN_FRONTEND: 'noninteractive'};
	const apt = (...args: string[]): boolean =>
		spawnSync('apt-get', args, {env, stdio: 'inherit'}).status === 0;
	if (apt('update')) {
		apt('install', '-y', '--no-install-recommends', ...packages);
	}
};

/** Installs what is missing where it can; says what the tests have to do without. */
export const provide = (): string[] => {
	const wanted = [
		...(findZooKeeper() === undefined ? ['zookeeper'] : []),
		...(findKazoo() === undefined ? ['python3-kazoo'] : []),
	];
	if (wanted.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		install(wanted);
	}

	if (findZooKeeper() === undefined) {
		return ['all tests on a real ZooKeeper (set ZOOKEEPER_HOME, or run as root on a Debian-like system)'];
	}

	return [
		...(findKazoo() === undefined ? ['tests with kazoo clients (python3-kazoo)'] : []),
		...(findCurator() === undefined
			? [
					'tests with Curator clients (default-jdk-headless libcurator-recipes-java libcurator-discovery-java)',
				]
			: []),
	];
};
