// How the children of a znode come and go, from two Stats alone, and when that comes to an end.
import type {Parent} from './parents.ts';

/** Of each name on the wire, besides itself, and of the reply around them. */
const lengthBytes = 4;
const aroundBytes = 88;
/** So many names are different from each other only if they are so long: printable ASCII has that many characters. */
const characters = 94;

export const lastSequence = 2 ** 31 - 1;

/** What its listing takes on the wire; at least, where the names are not read. */
export const listBytesOf = ({children, names}: Pick<Parent, 'children' | 'names'>): number =>
	aroundBytes +
	children * (lengthBytes + (names?.meanBytes ?? Math.log(Math.max(1, children)) / Math.log(characters)));

/** The sequence number that comes next. Where no name has a number, creations use none up. */
export const nextSequence = ({names, created}: Pick<Parent, 'names' | 'created'>): number =>
	names === undefined ? created : names.sequence === undefined ? 0 : Math.max(created, names.sequence + 1);

export type Growth = {
	readonly createdPerMinute: number | undefined;
	readonly deletedPerMinute: number | undefined;
	/** Created less deleted. */
	readonly netPerMinute: number | undefined;
	readonly listBytes: number;
	/** Until its listing is longer than clients take, ms at the pace of now; 0: it is. Undefined: it does not grow, or that is not known. */
	readonly listingFullInMs: number | undefined;
	/** Until its sequence numbers overflow, ms; undefined in the same way. */
	readonly sequenceEndsInMs: number | undefined;
};

/** @param mostBytes The longest listing that clients take. */
export const growthOf = (parent: Parent, mostBytes: number): Growth => {
	const {children, childrenPerSecond, createdPerSecond} = parent;
	const listBytes = listBytesOf(parent);
	return {
		createdPerMinute: perMinute(createdPerSecond),
		deletedPerMinute:
			createdPerSecond === undefined || childrenPerSecond === undefined
				? undefined
				: perMinute(Math.max(0, createdPerSecond - childrenPerSecond)),
		netPerMinute: perMinute(childrenPerSecond),
		listBytes,
		listingFullInMs:
			listBytes > mostBytes
				? 0
				: reachedInMs((mostBytes - listBytes) / (listBytes / Math.max(1, children)), childrenPerSecond),
		sequenceEndsInMs:
			nextSequence(parent) === 0
				? undefined
				: reachedInMs(lastSequence - nextSequence(parent), createdPerSecond),
	};
};

const perMinute = (perSecond: number | undefined): number | undefined =>
	perSecond === undefined ? undefined : perSecond * 60;

/** When so many more are there; never where they hardly become more. */
export const reachedInMs = (left: number, perSecond: number | undefined): number | undefined =>
	perSecond === undefined || perSecond < 0.01 ? undefined : (Math.max(0, left) / perSecond) * 1000;
