// The README tells every flag and every key of the config file, and its example of one is sound.
import {expect, it} from 'vitest';
import {connecting, everywhere, verbs} from '../../source/options/flags.ts';
import {helpText} from '../../source/options/help.ts';
import {whitelistLine} from '../../source/zookeeper/errors.ts';
import {readText} from '../house/source-files.ts';
import {makeHome} from './reading.ts';

const readme = readText('README.md') ?? '';
const rows = readme.split('\n').filter(line => line.startsWith('| `-'));
const example = /```toml\n(?<text>[^`]*)```/.exec(readme)?.groups?.['text'] ?? '';

it('has a row for each flag', () => {
	const flags = [...new Set([...verbs.flatMap(({flags}) => flags), ...everywhere])];
	const missing = flags.filter(({name}) => !rows.some(row => new RegExp(`\`--${name}[ \`]`).test(row)));
	expect(missing.map(({name}) => name)).toEqual([]);
});

it('says of each flag that not all take who does', () => {
	const connecting = verbs.filter(({verb}) => !['contexts', 'demo'].includes(verb));
	const takersOf = (flag: string): readonly string[] =>
		connecting
			.filter(({flags}) => flags.some(({name}) => name === flag))
			.map(({verb}) => (verb === 'top' ? 'the screen' : `\`${verb}\``));
	const writing = takersOf('acl');
	const untold = [...new Set(connecting.flatMap(({flags}) => flags.map(({name}) => name)))].filter(flag => {
		const row = rows.find(row => new RegExp(`\`--${flag}[ \`]`).test(row)) ?? '';
		const takers = takersOf(flag);
		const told = row.includes('| verbs that write: ')
			? takers.join() === writing.join()
			: takers.every(name => row.includes(name));
		return takers.length < connecting.length && !told;
	});
	expect(untold).toEqual([]);
});

it('has the line for zoo.cfg that zktop advises', () => {
	expect(readme).toContain(`\`${whitelistLine}\``);
});

it('has a line for each verb', () => {
	const names = verbs.map(({verb}) => (verb === 'top' ? 'zktop [' : `zktop ${verb} `));
	expect(names.filter(name => !readme.includes(`\n${name}`))).toEqual([]);
});

it('has a config file that is read as it stands', async () => {
	const {config, read} = makeHome();
	config(example);
	expect(await read(['contexts'])).toMatchObject({
		kind: 'contexts',
		config: {preferred: 'prod-eu', problems: [], contexts: expect.objectContaining({size: 1}) as unknown},
	});
});

it('has each key of the config file', () => {
	const keys = [
		...['default', 'hosts', 'chroot', 'tls', 'auth', 'admin', 'theme', 'interval', 'write', 'locks'],
		...['ca', 'cert', 'key', 'pfx', 'passphrase', 'servername', 'insecure'],
		...['scheme', 'user', 'file', 'env', 'prompt', 'service'],
	];
	expect(keys.filter(key => !new RegExp(`\\b${key}\\b`).test(example))).toEqual([]);
});

it('is followed by a help whose columns stand in line, with the flags of the verb before those of the connection', () => {
	for (const {verb, flags} of verbs) {
		const lines = helpText(verb).split('\n');
		const starts = flags.map(({name, does}) =>
			lines.find(line => line.includes(`--${name} `) && line.endsWith(` ${does}`))?.indexOf(does),
		);
		expect(new Set(starts)).toEqual(new Set([39]));
		const below = lines.slice(lines.indexOf('Connection')).map(line => /--[\w-]+/.exec(line)?.[0]);
		expect(below.slice(1).every(name => connecting.some(flag => name === `--${flag.name}`))).toBe(true);
	}
	const starts = verbs
		.filter(({verb}) => verb !== 'top')
		.map(({verb, words, does}) =>
			helpText('top')
				.split('\n')
				.find(line => line.startsWith(`  zktop ${verb} ${words}`))
				?.indexOf(does),
		);
	expect(new Set(starts).size).toBe(1);
});

it('is followed by a help in which no line is cut', () => {
	for (const {verb} of verbs) {
		expect(
			Math.max(
				...helpText(verb)
					.split('\n')
					.map(line => line.length),
			),
		).toBeLessThan(121);
	}
});
