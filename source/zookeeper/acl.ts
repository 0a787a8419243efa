// Access control lists as users write them: `scheme:id:permissions`, permissions of the letters c, d, r, w, a. (ZooDefs.Perms)
import type {Acl} from './stat.ts';

export const permissions = {read: 1, write: 2, create: 4, delete: 8, admin: 16} as const;

const letters: ReadonlyMap<string, number> = new Map(
	Object.entries(permissions).map(([name, bit]) => [name.slice(0, 1), bit]),
);
const all = 31;

/** Everybody may do everything. */
export const openAcl: readonly Acl[] = [{permissions: all, scheme: 'world', id: 'anyone'}];

/** Whoever creates it, by all identities the server knows us by, may do everything; it wants at least one. */
export const creatorAllAcl: readonly Acl[] = [{permissions: all, scheme: 'auth', id: ''}];

type Form = {readonly id: RegExp; readonly example: string};

const forms: ReadonlyMap<string, Form> = new Map([
	['world', {id: /^anyone$/, example: 'world:anyone:r'}],
	['auth', {id: /^$/, example: 'auth::cdrwa'}],
	['digest', {id: /^[^:]+:[A-Za-z0-9+/]{27}=$/, example: 'digest:USER:BASE64-OF-SHA1:cdrwa'}],
	['sasl', {id: /./, example: 'sasl:USER:cdrwa'}],
	['x509', {id: /./, example: 'x509:CN=NAME:cdrwa'}],
	['ip', {id: /^[\da-f.:]+(?:\/\d{1,3})?$/i, example: 'ip:10.0.0.0/8:r'}],
]);

/** Reads one entry. Gives it, or what is wrong with it in words. */
export const parseAcl = (text: string): Acl | string => {
	const {
		scheme = '',
		id = '',
		perms = '',
	} = /^(?<scheme>[^:]*):(?<id>.*):(?<perms>[^:]*)$/.exec(text)?.groups ?? {};
	const form = forms.get(scheme);
	if (form === undefined) {
		return `"${text}" is no ACL: SCHEME:ID:PERMISSIONS, where SCHEME is one of ${[...forms.keys()].join(', ')}`;
	}

	if (!/^[cdrwa]+$/.test(perms)) {
		return `"${text}": "${perms}" are no permissions; they are letters of cdrwa, for example ${form.example}`;
	}

	if (!form.id.test(id)) {
		return `"${text}": "${id}" is no id of ${scheme}; one looks like ${form.example}`;
	}

	const bits = Array.from(perms).reduce((sum, letter) => sum | (letters.get(letter) ?? 0), 0);
	return {permissions: bits, scheme, id};
};
