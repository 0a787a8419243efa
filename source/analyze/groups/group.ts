// What znodes of recipes make together, beside locks: an election, a registry, a semaphore, a barrier, a queue or a counter.
import type {Id} from '../../zookeeper/ids.ts';
import type {Contender} from '../locks/contender.ts';
import type {Confidence} from '../signatures/signature.ts';

type Common = {
	readonly path: string;
	readonly recipe: string;
	readonly confidence: Confidence;
};

/** An ephemeral that is there, and no more: nobody waits for it in line. */
export type Member = {readonly name: string; readonly node: string; readonly session: Id};

export type Election = Common & {
	readonly kind: 'election';
	/** One, unless several may lead; none when nobody does. */
	readonly leaders: readonly Contender[];
	/** In the order in which they would lead; undefined: they stand in no line, all of them watch the leader. */
	readonly candidates: readonly Contender[] | undefined;
};

export type Semaphore = Common & {
	readonly kind: 'semaphore';
	readonly leases: readonly Contender[];
	readonly waiters: readonly Contender[];
	/** How many leases there may be; undefined: it is stored nowhere, or not read. */
	readonly most: number | undefined;
};

/** An entry that no session owns and that is meant to stay. */
export type Standing = {
	readonly name: string;
	readonly node: string;
	readonly is: 'static' | 'permanent';
};

export type Registry = Common & {
	readonly kind: 'registry';
	readonly members: readonly Member[];
	/** Absent: none is known. */
	readonly statics?: readonly Standing[];
};

export type Barrier = Common & {
	readonly kind: 'barrier';
	/** Who has entered; undefined: nobody does, all wait until its znode is gone. */
	readonly members: readonly Member[] | undefined;
	/** Whether all have; undefined: not read. */
	readonly isOpen: boolean | undefined;
};

/** A number in a znode. */
export type Counter = Common & {
	readonly kind: 'counter';
	readonly value: string;
	/** How often this run has seen it change. */
	readonly changes: number;
};

/** Somebody has it until a time that is stored, or as long as it is renewed: no session owns it. */
export type Lease = Common & {
	readonly kind: 'lease';
	/** The znode below its path that says so. */
	readonly node: string;
	readonly holder: string;
	/** Epoch ms, by the clock of who took it; undefined: it is not stored. */
	readonly until: number | undefined;
};

export type Queue = Common & {
	readonly kind: 'queue';
	/** The znode whose children are the items; undefined: it is told nowhere. */
	readonly items: string | undefined;
	/** Items in work, each its consumer's. */
	readonly taken: readonly Member[];
};

export type Group = Election | Semaphore | Registry | Barrier | Queue | Counter | Lease;
export type GroupKind = Group['kind'];

/** One for each path and kind. */
export const groupId = ({kind, path}: Pick<Group, 'path'> & {readonly kind: string}): string =>
	`${kind} ${path}`;

/** All members of a group, those that matter most first. */
export const membersOf = (group: Group): readonly Pick<Member, 'node' | 'session'>[] => {
	switch (group.kind) {
		case 'election':
			return [...group.leaders, ...(group.candidates ?? [])];
		case 'semaphore':
			return [...group.leases, ...group.waiters];
		case 'registry':
			return group.members;
		case 'barrier':
			return group.members ?? [];
		case 'counter':
		case 'lease':
			return [];
		case 'queue':
			return group.taken;
	}
};
