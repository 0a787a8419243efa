// Rules about znodes with many children, as far as they are loaded: can clients list them still, and do their numbers last.
import {formatAge, formatBytes, formatCount, formatShort, quantity, say} from '../quantity.ts';
import {lastSequence, listBytesOf, nextSequence, reachedInMs} from '../traffic/growth.ts';
import type {Parent} from '../traffic/parents.ts';
import type {Evidence, Observation, Rule, Scene, Verdict} from './rule.ts';

export const listingRules: readonly Rule[] = [
	{
		id: 'listing-size',
		raisesAfter: 1,
		wrong: 'clients with a larger jute.maxbuffer can list it, and those that never do need not',
		source: 'ZKClientConfig: 1,048,575 bytes since 3.6; zookeeper.md D.11; facts.md M14',
		judge: scene => perParent(scene, parent => listing(parent, scene)),
	},
	{
		id: 'sequence-overflow',
		raisesAfter: 1,
		wrong: 'children that are made without a number count, too: cversion does not tell them apart',
		source: 'PrepRequestProcessor: an int32 of the parent, %010d; zookeeper.md D.7',
		judge: scene => perParent(scene, parent => sequence(parent, scene)),
	},
];

const perParent = (scene: Scene, look: (parent: Parent) => readonly Observation[]): Verdict => {
	const {session, traffic} = scene;
	if (session.kind !== 'connected' && traffic.parents.size === 0) {
		return 'needs the tree, and there is no session that reads it';
	}

	return [...traffic.parents.values()].flatMap(look);
};

const listing = (parent: Parent, {limits}: Scene): readonly Observation[] => {
	const most = limits['listing-bytes'];
	const bytes = listBytesOf(parent);
	if (bytes < most * limits['listing-share']) {
		return [];
	}

	const {path, children, childrenPerSecond = 0, names} = parent;
	const perSecond = Math.round(childrenPerSecond);
	const rate = perSecond === 0 ? '' : `, ${perSecond > 0 ? '+' : '−'}${formatShort(Math.abs(perSecond))}/s`;
	const size = `${names === undefined ? '≥ ' : ''}${formatBytes(bytes)} to list`;
	const isOver = bytes > most;
	const leftMs =
		perSecond > 0 ? reachedInMs((most - bytes) / (bytes / children), childrenPerSecond) : undefined;
	const stop = formatBytes(most + 1);
	const when = isOver
		? `clients stop at ${stop} by default`
		: `of the ${stop} at which clients stop by default${leftMs === undefined ? '' : `, which is in ${formatAge(leftMs)}`}`;
	return [
		{
			severity: isOver ? 'warn' : 'info',
			subject: path,
			text: `${formatCount(children)} children${rate}: ${size}${isOver ? ', ' : ' '}${when}`,
			place: {kind: 'znode', path},
			evidence: listingEvidence(parent, bytes),
			why: isOver
				? 'The server answers, and the client cuts the connection at the reply: it sees ConnectionLoss, reconnects and asks again. What empties that queue cannot see it any more.'
				: 'Beyond that a client cuts the connection at the reply and asks again.',
			next: [
				'raise jute.maxbuffer of the clients that list it, then let them empty it (zktop reads it whatever its size)',
				'find out why nobody takes from it; spread it over several parents for the future',
			],
			limit: `${say(quantity(limits['listing-share'], 'share'))} of ${stop}`,
		},
	];
};

const listingEvidence = (parent: Parent, bytes: number): readonly Evidence[] => {
	const {children, names} = parent;
	return [
		ofParent(parent, 'children', quantity(children, 'count'), 'stat numChildren'),
		...(names === undefined
			? []
			: [ofParent(parent, 'their names, mean', quantity(names.meanBytes, 'bytes'), 'the listing')]),
		ofParent(
			parent,
			names === undefined ? 'listing on the wire, at least' : 'listing on the wire',
			quantity(bytes, 'bytes'),
			'children × (name + 4)',
		),
		...(parent.childrenPerSecond === undefined
			? []
			: [
					ofParent(
						parent,
						'growth over the last seconds',
						quantity(parent.childrenPerSecond, 'per-second'),
						'stat numChildren, twice',
					),
				]),
	];
};

const sequence = (parent: Parent, {limits}: Scene): readonly Observation[] => {
	const {path, names, createdPerSecond = 0} = parent;
	const hasWrapped = names?.sequence !== undefined && names.sequence < 0;
	const next = nextSequence(parent);
	if (!hasWrapped && next < lastSequence * limits['sequence-share']) {
		return [];
	}

	const left = lastSequence - next;
	const when =
		createdPerSecond >= 0.1 ? `, ${formatAge((left / createdPerSecond) * 1000)} at the pace of now` : '';
	return [
		{
			severity: hasWrapped || left < lastSequence * 0.01 ? 'bad' : 'warn',
			subject: path,
			text: hasWrapped
				? 'its sequence numbers have overflowed: names go on below zero, and who is lowest is wrong'
				: `${formatCount(left)} sequence numbers are left of 2,147,483,647${when}; then names go on below zero`,
			place: {kind: 'znode', path},
			evidence: sequenceEvidence(parent),
			why: 'The number is an int of the parent that only counts up. Recipes take the lowest name for the first in line: after the overflow the newest stand before all others, so two hold one lock, or a queue is served from its end.',
			next: [
				'let clients use a new parent: its count begins at 0',
				'deleting and creating the parent anew does the same, while nobody is in line',
			],
			limit: `${say(quantity(limits['sequence-share'], 'share'))} of the numbers of an int`,
		},
	];
};

const sequenceEvidence = (parent: Parent): readonly Evidence[] => {
	const {names} = parent;
	return [
		ofParent(
			parent,
			'children ever created',
			quantity(parent.created, 'count'),
			'stat (cversion + numChildren) / 2',
		),
		...(names?.sequence === undefined
			? []
			: [ofParent(parent, 'highest number among names', quantity(names.sequence, 'count'), 'the listing')]),
		...(parent.createdPerSecond === undefined
			? []
			: [
					ofParent(
						parent,
						'created',
						quantity(parent.createdPerSecond, 'per-second'),
						'stat cversion, twice',
					),
				]),
	];
};

const ofParent = ({path, at}: Parent, what: string, now: Evidence['now'], from: string): Evidence => ({
	what,
	now,
	from: `${from} of ${path}`,
	at,
});
