// Plays moves on one server and writes down what could be seen of it: replies, Stats, errors, events; times and bases aside.
import {ops} from '../../source/zookeeper/wire/op-codes.ts';
import type {Writer} from '../../source/zookeeper/records/writer.ts';
import type {Reader} from '../../source/zookeeper/records/reader.ts';
import {RawClient} from './raw-client.ts';
import {clients, writeAsked, type Asked, type Move} from './wire-moves.ts';

/** What came of one move: the reply, and what each client was told. */
export type Seen = {readonly reply: unknown; readonly told: readonly (readonly string[])[]};

const open = [{permissions: 31, scheme: 'world', id: 'anyone'}];

export class Game {
	readonly #port: number;
	readonly #folder: string;
	readonly #clients = Array.from({length: clients}, () => new RawClient());
	#base = 0n;

	constructor(port: number, folder: string) {
		this.#port = port;
		this.#folder = folder;
	}

	async start(): Promise<void> {
		for (const client of this.#clients) {
			await client.connect(this.#port);
		}

		const asked = {type: ops.create, parts: {path: '{}', data: '', acl: open, flags: 0}};
		const made = await this.#ask(0, asked);
		this.#base = made?.zxid ?? 0n;
	}

	async play(move: Move): Promise<Seen> {
		const reply = await this.#reply(move);
		const told: string[][] = [];
		for (const client of this.#clients) {
			await client.settle();
			told.push(client.events.splice(0).map(({type, path}) => `${type} ${this.#local(path)}`));
		}

		return {reply, told};
	}

	async end(): Promise<void> {
		for (const client of this.#clients) {
			await client.close();
		}
	}

	async #reply(move: Move): Promise<unknown> {
		const client = this.#client(move.client);
		switch (move.kind) {
			case 'ask':
				return this.#told(await this.#ask(move.client, move), body => this.#body(move.type, body));
			case 'multi': {
				const reply = await client.ask(ops.multi, body => {
					this.#writeMulti(move.changes, body);
				});
				return this.#told(reply, body => this.#multi(body));
			}

			case 'auth': {
				const {scheme, credentials} = move;
				const reply = await client.ask(
					ops.auth,
					body => body.int(0).text(scheme).buffer(Buffer.from(credentials)),
					-4,
				);
				if (reply?.code !== 0) {
					await client.drop();
					await client.connect(this.#port);
				}

				return reply?.code;
			}

			case 'return':
				return this.#comeBack(move);
			case 'renew':
				await client.close();
				await client.connect(this.#port);
				return 'a new session';
		}
	}

	async #comeBack({client: at, lists, missed}: Extract<Move, {kind: 'return'}>): Promise<unknown> {
		const client = this.#client(at);
		await client.drop();
		await client.connect(this.#port);
		const reply = await client.ask(
			ops.setWatches2,
			body => {
				body.long(client.lastZxid - BigInt(missed));
				for (const list of lists) {
					body.texts(list.map(path => path.replace('{}', this.#folder)));
				}
			},
			-8,
		);
		return reply?.code;
	}

	async #ask(client: number, asked: Asked) {
		return this.#client(client).ask(asked.type, body => {
			writeAsked(asked, body, this.#folder);
		});
	}

	#client(index: number): RawClient {
		const client = this.#clients[index];
		if (client === undefined) {
			throw new RangeError(`there is no client ${index}`);
		}

		return client;
	}

	#told(reply: Awaited<ReturnType<RawClient['ask']>>, read: (body: Reader) => unknown): unknown {
		return reply === undefined
			? 'closed'
			: {
					zxid: this.#zxid(reply.zxid),
					code: reply.code,
					body: reply.code === 0 ? read(reply.body) : undefined,
				};
	}

	#body(type: number, body: Reader): unknown {
		switch (type) {
			case ops.create:
			case ops.sync:
				return this.#local(body.text());
			case ops.create2:
			case ops.createContainer:
			case ops.createTtl:
				return [this.#local(body.text()), this.#stat(body)];
			case ops.exists:
			case ops.setData:
			case ops.setAcl:
				return this.#stat(body);
			case ops.getData:
				return [body.bytes()?.toString(), this.#stat(body)];
			case ops.getAcl:
				return [body.list(() => [body.int(), body.text(), body.text()]), this.#stat(body)];
			case ops.getChildren:
				return this.#names(body);
			case ops.getChildren2:
				return [this.#names(body), this.#stat(body)];
			case ops.getEphemerals:
				return this.#names(body);
			case ops.getAllChildrenNumber:
			case ops.addWatch:
				return body.int();
			case ops.whoAmI:
				return body.list(() => [body.text(), body.text()]).toSorted(); // a set
			default:
				return 'done';
		}
	}

	#writeMulti(changes: readonly Asked[], body: Writer): void {
		for (const change of changes) {
			body.int(change.type).boolean(false).int(-1);
			writeAsked(change, body, this.#folder);
		}

		body.int(-1).boolean(true).int(-1);
	}

	#multi(body: Reader): unknown {
		const results: unknown[] = [];
		for (;;) {
			const [type, done, code] = [body.int(), body.boolean(), body.int()];
			if (done) {
				return results;
			}

			results.push([type, code, type === ops.error ? body.int() : this.#body(type, body)]);
		}
	}

	#names(body: Reader): readonly string[] {
		return body.list(() => this.#local(body.text())).toSorted();
	}

	#stat(body: Reader): unknown {
		const {czxid, mzxid, pzxid, ctime, mtime, ephemeralOwner, ...rest} = body.stat();
		const owner = this.#clients.findIndex(({session}) => `0x${session.toString(16)}` === ephemeralOwner);
		return {
			...rest,
			owner: ephemeralOwner === undefined ? undefined : owner,
			changed: ctime === mtime ? 'never' : 'once',
			zxids: [czxid, mzxid, pzxid].map(zxid => this.#zxid(BigInt(zxid))),
		};
	}

	#zxid(zxid: bigint): string {
		return String(BigInt.asIntN(64, zxid) < 1n ? BigInt.asIntN(64, zxid) : zxid - this.#base);
	}

	#local(path: string): string {
		return path.replace(this.#folder, '{}');
	}
}
