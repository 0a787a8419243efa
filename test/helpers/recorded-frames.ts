// What a real 3.8.0 server answered to each operation: test/fixtures/wire, packets as hex, without their length.
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

type Recorded = {
	readonly name: string;
	readonly opcode?: number;
	readonly response: string | null;
	readonly notifications?: readonly string[];
};

const recorded = JSON.parse(
	readFileSync(fileURLToPath(new URL('../fixtures/wire/standalone-3.8.0.json', import.meta.url)), 'utf8'),
) as readonly Recorded[];

/** A packet with its length in front. */
export const framed = (body: Buffer): Buffer => {
	const length = Buffer.alloc(4);
	length.writeInt32BE(body.length);
	return Buffer.concat([length, body]);
};

const packet = (hex: string): Buffer => framed(Buffer.from(hex, 'hex'));

/** Packets that answered this operation, errors among them. */
export const repliesTo = (operation: number): readonly Buffer[] =>
	recorded
		.filter(({opcode, response}) => opcode === operation && response !== null && response !== '')
		.map(({response}) => packet(response ?? ''));

/** Connect responses: of a new session, of an unknown one, to an old client. */
export const greetings: readonly Buffer[] = recorded
	.filter(({name, response}) => name.startsWith('connect') && response !== null && response !== '')
	.map(({response}) => packet(response ?? ''));

/** Watch events. */
export const events: readonly Buffer[] = recorded.flatMap(({notifications = []}) =>
	notifications.map(packet),
);
