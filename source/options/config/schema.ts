// The shape of the config file. Whoever adds a key adds it to the README.
import * as z from 'zod/mini';
import {limits, type LimitName} from '../../analyze/rules/limits.ts';
import {parseConnectString} from '../../zookeeper/hosts.ts';
import {pathFault, themeNames} from '../values.ts';

/** One value where a list is meant. */
const listed = (value: unknown): unknown => (value === undefined || Array.isArray(value) ? value : [value]);

const text = z.string().check(z.minLength(1));
const texts = z.pipe(z.transform(listed), z.array(text).check(z.minLength(1)));
const port = z.int().check(z.minimum(1), z.maximum(65_535));

const path = z.string().check(
	z.superRefine((value, context) => {
		const fault = pathFault(value);
		if (fault !== undefined) {
			context.addIssue(fault);
		}
	}),
);

/** `["zk1:2181", "zk2:2181"]`, or a connect string. */
const connect = z.pipe(
	texts,
	z.transform((hosts, context) => {
		try {
			return parseConnectString(hosts.join(','));
		} catch (error) {
			context.issues.push({
				code: 'custom',
				message: error instanceof Error ? error.message : String(error),
				input: hosts,
			});
			return z.NEVER;
		}
	}),
);

/** Where a secret is found: one of the three. */
const place = {file: z.optional(text), env: z.optional(text), prompt: z.optional(z.literal(true))};

type Place = {
	readonly file?: string | undefined;
	readonly env?: string | undefined;
	readonly prompt?: true | undefined;
};

const onePlace = z.refine<Place>(
	({file, env, prompt}) => [file, env, prompt].filter(value => value !== undefined).length <= 1,
	'takes one of file, env and prompt = true',
);

const user = text.check(
	z.refine(value => !value.includes(':'), 'wants the name alone; a password does not stand in this file'),
);

const identity = z.discriminatedUnion('scheme', [
	z.strictObject({scheme: z.enum(['digest', 'sasl']), user, ...place}).check(onePlace),
	z.strictObject({scheme: z.literal('kerberos'), service: z.optional(text)}),
]);

const tls = z.pipe(
	z.transform((value: unknown) => (value === true ? {} : value)),
	z.strictObject({
		ca: z.optional(texts),
		cert: z.optional(text),
		key: z.optional(text),
		pfx: z.optional(text),
		passphrase: z.optional(z.strictObject(place).check(onePlace)),
		servername: z.optional(text),
		insecure: z.optional(z.boolean()),
	}),
);

/** Limits of findings by name. */
const thresholds = z.partialRecord(
	z.enum(Object.keys(limits) as LimitName[]),
	z.number().check(z.minimum(0)),
);

export const contextSchema = z.strictObject({
	hosts: connect,
	chroot: z.optional(path),
	tls: z.optional(tls),
	auth: z.optional(z.pipe(z.transform(listed), z.array(identity))),
	admin: z.optional(z.pipe(z.transform(listed), z.array(port).check(z.minLength(1)))),
	theme: z.optional(z.enum(themeNames)),
	/** Seconds. */
	interval: z.optional(z.number().check(z.minimum(0.2), z.maximum(60))),
	/** Reads a second. */
	budget: z.optional(
		z.union(
			[z.int().check(z.minimum(10), z.maximum(1_000_000)), z.literal('none')],
			'wants a whole number from 10 to 1000000, or "none"',
		),
	),
	write: z.optional(z.enum(['never', 'allowed'])),
	locks: z.optional(z.pipe(z.transform(listed), z.array(path))),
	thresholds: z.optional(thresholds),
});

export const fileSchema = z.strictObject({
	default: z.optional(text),
	contexts: z.optional(z.record(z.string(), z.unknown())),
});

export type ContextShape = z.infer<typeof contextSchema>;
export type IdentityShape = z.infer<typeof identity>;
export type PlaceShape = Place;
