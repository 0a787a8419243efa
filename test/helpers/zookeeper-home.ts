// Where ZooKeeper's jars are on this machine, and how to get them where they are not.
import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import {delimiter, join} from 'node:path';

export type ZooKeeperHome = {readonly java: string; readonly classpath: string};

const debianJars = '/usr/share/java';
// zookeeper.jar names what it needs in its manifest. It does not name somewhere to log to, the servlet API, without which the
// AdminServer stays shut, and these parts of Netty, without which it takes nobody.
const debianClasspath = [
	'zookeeper.jar',
	'slf4j-simple.jar',
	'servlet-api.jar',
	'netty-codec.jar',
	'netty-resolver.jar',
	'netty-transport-native-unix-common.jar',
];

const jarsIn = (folder: string): string[] =>
	existsSync(folder)
		? readdirSync(folder)
				.filter(name => name.endsWith('.jar'))
				.map(name => join(folder, name))
		: [];

const findProgram = (name: string): string | undefined =>
	(process.env['PATH'] ?? '')
		.split(delimiter)
		.map(folder => join(folder, name))
		.find(path => existsSync(path));

const findJava = (): string | undefined => {
	const home = process.env['JAVA_HOME'];
	return home === undefined || home === '' ? findProgram('java') : join(home, 'bin/java');
};

const findClasspath = (): readonly string[] | undefined => {
	const home = process.env['ZOOKEEPER_HOME'];
	if (home !== undefined && home !== '') {
		const jars = [...jarsIn(home), ...jarsIn(join(home, 'lib'))];
		if (jars.length === 0) {
			throw new Error(`ZOOKEEPER_HOME=${home}: there is no jar in it, nor in its lib/`);
		}

		return [...jars, join(home, 'conf')];
	}

	return existsSync(join(debianJars, 'zookeeper.jar'))
		? debianClasspath.map(name => join(debianJars, name)).filter(path => existsSync(path))
		: undefined;
};

/** `ZOOKEEPER_HOME`, else Debian's jars; undefined where neither or no Java is. */
export const findZooKeeper = (): ZooKeeperHome | undefined => {
	const java = findJava();
	const classpath = findClasspath();
	return java === undefined || classpath === undefined
		? undefined
		: {java, classpath: classpath.join(delimiter)};
};

let kazoo: string | undefined;

/** Debian's python and its kazoo; a python of one's own (pyenv …) does not see the package. */
export const findKazoo = (): string | undefined => {
	kazoo ??= ['/usr/bin/python3', findProgram('python3')].find(
		python => python !== undefined && spawnSync(python, ['-c', 'import kazoo']).status === 0,
	);
	return kazoo;
};

/** The class path of Debian's Curator, where there is a compiler for its actor too. */
export const findCurator = ():
	{readonly javac: string; readonly java: string; readonly classpath: string} | undefined => {
	const [java, javac] = [findJava(), findProgram('javac')];
	// The manifest of curator-recipes names the rest; jackson-databind speaks JSON for the actor.
	const names = ['curator-recipes.jar', 'curator-x-discovery.jar', 'slf4j-nop.jar', 'jackson-databind.jar'];
	const jars = names.map(name => join(debianJars, name));
	return java !== undefined && javac !== undefined && jars.every(jar => existsSync(jar))
		? {java, javac, classpath: jars.join(delimiter)}
		: undefined;
};
