// The README tells every flag and every key of the config file, and its example of one is sound.
import {expect, it} from 'vitest';
import {everywhere, verbs} from '../../source/options/flags.ts';
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

it('says of each flag that not all take who does, or who does not', () => {
	const connecting = verbs.filter(({verb}) => verb !== 'contexts');
	const named = (verb: string): string => (verb === 'top' ? 'the screen' : `\`${verb}\``);
	const takers = (flag: string): readonly string[] =>
		connecting.filter(({flags}) => flags.some(({name}) => name === flag)).map(({verb}) => named(verb));
	const wrong = [...new Set(connecting.flatMap(({flags}) => flags.map(({name}) => name)))].filter(flag => {
		const row = rows.find(row => row.includes(`\`--${flag}`)) ?? '';
		const others = connecting.map(({verb}) => named(verb)).filter(name => !takers(flag).includes(name));
		const saysNot = row.split('Not of ')[1] ?? '';
		// `--json` is of all verbs, and the screen is none.
		return (
			others.length > 0 &&
			!(flag === 'json' && row.includes('the verbs:')) &&
			!takers(flag).every(name => row.includes(name)) &&
			!others.every(name => saysNot.includes(name))
		);
	});
	expect(wrong).toEqual([]);
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
