// A znode's Stat record as it travels (zookeeper.jute `Stat`, 68 bytes), with 64-bit ids in canonical form.
import type {Id} from './ids.ts';

export type Stat = {
	readonly czxid: Id;
	readonly mzxid: Id;
	readonly pzxid: Id;
	/** Epoch ms by the leader's clock. */
	readonly ctime: number;
	readonly mtime: number;
	readonly version: number;
	/** 2 × children ever created − numChildren; negative for `/zookeeper`. */
	readonly cversion: number;
	readonly aversion: number;
	/** The owning session of an ephemeral znode; undefined for all others (also containers and TTL nodes). */
	readonly ephemeralOwner: Id | undefined;
	readonly dataBytes: number;
	readonly children: number;
};

export type Acl = {readonly permissions: number; readonly scheme: string; readonly id: string};
