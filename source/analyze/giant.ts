// Znodes whose listing is dear: nobody lists them by accident.
import type {Stat} from '../zookeeper/stat.ts';

/** `jute.maxbuffer` of clients unless it is raised: what is longer they cannot list at all. */
export const defaultReplyBytes = 1_048_575;
/** Of names that are not known. Those of sequential znodes take 10 and a stem. */
const likelyNameBytes = 20;
/** Of each name on the wire, beside itself. */
const lengthBytes = 4;
/** Of the reply around them. */
const aroundBytes = 88;

/** What a listing takes on the wire; about, where what its names take is not known. */
export const listingBytesOf = ({children}: Pick<Stat, 'children'>, nameBytes?: number): number =>
	aroundBytes + children * lengthBytes + (nameBytes ?? children * likelyNameBytes);

/** Whether it would be longer than clients take by default. */
export const isGiant = (stat: Pick<Stat, 'children'>): boolean => listingBytesOf(stat) > defaultReplyBytes;
