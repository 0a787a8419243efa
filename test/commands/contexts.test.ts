// What `zktop contexts` prints: what is set and where secrets are, never what they are.
import {expect, it} from 'vitest';
import {contextsText} from '../../source/commands/contexts.ts';
import {makeHome, type Home} from '../options/reading.ts';

const text = `
default = "prod-eu"
[contexts.prod-eu]
hosts = ["zk1:2281", "zk2:2281"]
chroot = "/app"
tls = {cert = "me.crt", key = "me.key", insecure = true}
admin = 8080
interval = 2
budget = "none"
write = "never"
locks = ["/a", "/b"]
[[contexts.prod-eu.auth]]
scheme = "digest"
user = "zoe"
file = "pw"
[[contexts.prod-eu.auth]]
scheme = "sasl"
user = "ann"
prompt = true
[[contexts.prod-eu.auth]]
scheme = "kerberos"
[contexts.lab]
hosts = "127.0.0.1"
theme = "mono"
auth = {scheme = "digest", user = "bob"}
`;

const printed = async ({read}: Home, json: boolean): Promise<string> => {
	const parsed = await read(['contexts']);
	return parsed.kind === 'contexts' ? contextsText(parsed.config, json) : parsed.kind;
};

it('is a line for each, the default marked', async () => {
	const home = makeHome();
	home.config(text);
	expect(await printed(home, false)).toBe(
		`* prod-eu  zk1:2281,zk2:2281/app  TLS not verified, own certificate, digest:zoe, sasl:ann, kerberos, admin 8080, every 2 s, no budget, write never, locks /a /b
  lab      127.0.0.1:2181         digest:bob, theme mono`,
	);
});

it('is JSON with all that is set', async () => {
	const home = makeHome();
	const file = home.config(text);
	home.write('.config/zktop/pw', 'hunter2');
	const json = await printed(home, true);
	expect(json).not.toContain('hunter2');
	expect(JSON.parse(json)).toMatchObject({
		file,
		found: true,
		default: 'prod-eu',
		problems: [],
		contexts: [
			{
				name: 'prod-eu',
				hosts: ['zk1:2281', 'zk2:2281'],
				chroot: '/app',
				tls: {ca: [], cert: `${home.path}/.config/zktop/me.crt`, servername: null, insecure: true},
				auth: [
					{scheme: 'digest', user: 'zoe', password: `${home.path}/.config/zktop/pw`},
					{scheme: 'sasl', user: 'ann', password: 'asked for'},
					{scheme: 'kerberos', service: 'zookeeper'},
				],
				adminPorts: [8080, 8080],
				intervalSeconds: 2,
				budget: 'none',
				write: 'never',
				locks: ['/a', '/b'],
			},
			{
				name: 'lab',
				tls: null,
				auth: [{user: 'bob', password: '$ZKTOP_PASSWORD, else asked for'}],
				theme: 'mono',
			},
		],
	});
});

it('tells where the file would be, and how it looks', async () => {
	const home = makeHome();
	expect(await printed(home, false)).toMatch(
		/^there is no \/.*\/\.config\/zktop\/config\.toml; one looks like this:\n\n\[contexts\.prod-eu\]\nhosts/,
	);
	expect(JSON.parse(await printed(home, true))).toMatchObject({found: false, default: null, contexts: []});
	home.config('');
	expect(await printed(home, false)).toMatch(/^no context in /);
});

it('tells what is wrong with those that cannot be opened', async () => {
	const home = makeHome();
	home.config('[contexts.bad]\nhosts = 1\n[contexts.good]\nhosts = "a"');
	expect(JSON.parse(await printed(home, true))).toMatchObject({
		contexts: [{name: 'good'}],
		problems: [
			{context: 'bad', message: expect.stringMatching(/contexts\.bad\.hosts\[0\]: wants a text$/) as string},
		],
	});
});
