// The znodes' slice: what is loaded of the tree, and the znode whose card is open.
import {decode} from '../analyze/values/decode.ts';
import {positionIn} from '../analyze/row-order.ts';
import {
	baseName,
	childPath,
	parentPath,
	unreadZnode,
	withinPath,
	type Znode,
	type Znodes,
} from '../analyze/tree-rows.ts';
import type {Answer, Content, Listing, ProgressArrival, Sample, ZnodeArrival} from '../collect/sample.ts';
import type {Stat} from '../zookeeper/stat.ts';
import {Draft, type SharedMap} from './shared-map.ts';
import type {Described} from './state.ts';

/** The znodes after a sample; the same map when nothing of them arrived. */
export const reduceZnodes = (znodes: SharedMap<Znode>, sample: Sample): SharedMap<Znode> => {
	const arrivals = sample.arrivals.filter(isOfTree);
	const dead = deadEphemerals(znodes, sample);
	if (arrivals.length === 0 && dead.length === 0) {
		return znodes;
	}

	const next = new Draft(znodes);
	for (const path of dead) {
		next.delete(path);
	}

	for (const arrival of arrivals) {
		apply(next, arrival);
	}

	return next.done();
};

/** A follower may know of a znode this much later than the server that we read it from. */
const behindMs = 1000;

/**
 * Ephemerals that a newer `dump` no longer has, and those that were gone when they were asked for: contenders come and
 * go, and nothing else would forget them.
 */
const deadEphemerals = (znodes: Znodes, {arrivals}: Sample): readonly string[] => {
	const dumps = arrivals.flatMap(arrival =>
		arrival.of === 'word' && arrival.word === 'dump' && arrival.answer.kind === 'fresh'
			? [{askedAt: arrival.answer.at - arrival.tookMs, ...arrival.answer.value}]
			: [],
	);
	if (dumps.length === 0) {
		return [];
	}

	const alive = new Set(dumps.flatMap(({ephemerals}) => [...ephemerals.values()].flat()));
	const seenBy = Math.min(...dumps.map(dump => dump.askedAt)) - behindMs;
	return [...znodes].flatMap(([path, {stat, names, statAt = seenBy}]) => {
		const isLeaf = names === undefined || names.length === 0; // or it is no ephemeral, whatever a damaged answer says
		const mayBeDead =
			isLeaf && (stat === undefined ? names === undefined : stat.ephemeralOwner !== undefined);
		return mayBeDead && statAt < seenBy && !alive.has(path) ? [path] : [];
	});
};

const isOfTree = (arrival: Sample['arrivals'][number]): arrival is ZnodeArrival | ProgressArrival =>
	arrival.of === 'progress' || isOfZnode(arrival);

const isOfZnode = (arrival: Sample['arrivals'][number]): arrival is ZnodeArrival =>
	arrival.of === 'children' || arrival.of === 'stat' || arrival.of === 'data' || arrival.of === 'acl';

const apply = (znodes: Draft<Znode>, arrival: ZnodeArrival | ProgressArrival): void => {
	const before = znodes.get(arrival.path) ?? unreadZnode;
	switch (arrival.of) {
		case 'progress': {
			const {path, receivedBytes, expectedBytes} = arrival;
			znodes.set(path, {...before, progress: {receivedBytes, expectedBytes}});
			break;
		}

		case 'children':
			znodes.set(arrival.path, afterListing(znodes, arrival.path, before, arrival.answer));
			break;
		case 'stat':
			afterStat(znodes, arrival.path, before, arrival.answer);
			break;
		case 'data':
			if (arrival.answer.kind === 'fresh') {
				znodes.set(arrival.path, {...before, stat: arrival.answer.value.stat, statAt: arrival.answer.at});
			}

			break;
		case 'acl':
			break;
	}
};

const afterListing = (znodes: Draft<Znode>, path: string, before: Znode, answer: Answer<Listing>): Znode => {
	if (answer.kind !== 'fresh') {
		const failure = answer.kind === 'failed' ? answer.failure.message : answer.why;
		const failureKind = answer.kind === 'failed' ? answer.failure.kind : undefined;
		return {...before, progress: undefined, failure, failureKind};
	}

	const {names, stat, part, bytes} = answer.value;
	for (const name of goneFrom(znodes, path, before, answer.value)) {
		forget(znodes, childPath(path, name));
	}

	return {
		names,
		namesCversion: stat.cversion,
		stat,
		part,
		nameBytes: bytes,
		statAt: answer.at,
		progress: undefined,
		failure: undefined,
	};
};

/** Children that were known and are not there any more; of those that were not listed nothing is known. */
const goneFrom = (
	znodes: Draft<Znode>,
	path: string,
	before: Znode,
	{names, part = 'all'}: Listing,
): readonly string[] => {
	if (part !== 'all') {
		return [];
	}

	if (before.names !== undefined && before.names.length + names.length < znodes.size) {
		const left = new Set(names);
		return before.names.filter(name => !left.has(name));
	}

	return [...znodes.keys()].flatMap(known =>
		known !== '/' && parentPath(known) === path && positionIn(names, baseName(known)) === -1
			? [baseName(known)]
			: [],
	);
};

const afterStat = (
	znodes: Draft<Znode>,
	path: string,
	before: Znode,
	answer: Answer<Stat | undefined>,
): void => {
	if (answer.kind !== 'fresh') {
		// Of all znodes only a root can be missing so: it is a chroot that is not there.
		if (answer.kind === 'failed' && answer.failure.kind === 'no-node') {
			znodes.set(path, {...before, failure: answer.failure.message, failureKind: 'no-node'});
		}

		return;
	}

	if (answer.value === undefined) {
		forget(znodes, path);
		znodes.set(path, {...unreadZnode, statAt: answer.at, failure: 'no such znode', failureKind: 'no-node'});
	} else {
		znodes.set(path, {
			...before,
			stat: answer.value,
			statAt: answer.at,
			// That it cannot be listed is as true as before.
			...(before.failureKind === 'no-node' && {failure: undefined, failureKind: undefined}),
		});
	}
};

/** Drops a znode and, if it was listed, all below it. */
const forget = (znodes: Draft<Znode>, path: string): void => {
	const listed = znodes.get(path)?.names !== undefined;
	znodes.delete(path);
	if (listed) {
		for (const below of [...znodes.keys()].filter(other => withinPath(other, path))) {
			znodes.delete(below);
		}
	}
};

/** The card after a sample; `path` is the znode whose card is open. */
export const reduceDescribed = (
	described: Described | undefined,
	path: string | undefined,
	sample: Sample,
): Described | undefined => {
	if (path === undefined) {
		return undefined;
	}

	const before = described?.path === path ? described : blankCard(path, sample.at);
	return sample.arrivals.reduce((card, arrival) => {
		if (!isOfZnode(arrival) || arrival.path !== path) {
			return card;
		}

		switch (arrival.of) {
			case 'data':
				return afterData(card, arrival.answer);
			case 'acl':
				return arrival.answer.kind === 'fresh'
					? {...card, acl: arrival.answer.value, aclFailure: undefined}
					: {...card, aclFailure: arrival.answer.kind === 'failed' ? arrival.answer.failure : undefined};
			case 'stat':
			case 'children':
				return card;
		}
	}, before);
};

const blankCard = (path: string, at: number): Described => ({
	path,
	decoded: undefined,
	data: undefined,
	bytes: undefined,
	stat: undefined,
	acl: undefined,
	aclFailure: undefined,
	failure: undefined,
	at,
});

const afterData = (card: Described, answer: Answer<Content>): Described => {
	switch (answer.kind) {
		case 'fresh': {
			const {data, stat} = answer.value;
			return {
				...card,
				decoded: decode(data, card.path),
				data,
				bytes: data?.length,
				stat,
				failure: undefined,
				at: answer.at,
			};
		}

		case 'failed':
			return {...card, failure: answer.failure};
		case 'unsupported':
			return card;
	}
};
