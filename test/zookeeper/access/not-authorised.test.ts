// source/zookeeper/access/not-authorised.ts; asked of a real server: test/integration/access.test.ts
import {expect, it} from 'vitest';
import {notAuthorisedAs} from '../../../source/zookeeper/access/not-authorised.ts';
import type {Credentials} from '../../../source/zookeeper/security.ts';

const digest: Credentials = {kind: 'digest', user: 'zoe', password: 'sesame'};
const sasl: Credentials = {kind: 'sasl-digest-md5', user: 'bob', password: 'sesame'};

it.each<readonly [readonly Credentials[], string | undefined]>([
	[[], undefined],
	[[digest], 'not authorised as digest:zoe: wrong password, or no right here'],
	// What the server has let in by SASL it knows: only the right is missing.
	[[sasl], 'not authorised as sasl:bob: no right here'],
	[[{kind: 'kerberos', service: 'zookeeper'}], 'not authorised as kerberos: no right here'],
	[[sasl, digest], 'not authorised as sasl:bob, digest:zoe: wrong password, or no right here'],
])('names who was shown, and a wrong password only where none was proved: %j', (credentials, says) => {
	expect(notAuthorisedAs(credentials)).toBe(says);
});
