// Node-name grammars that recipes and their inspectors share.

/**
 * The counter that ZooKeeper appends to sequential znodes: ten digits, or a minus and nine or ten digits once the
 * parent's int32 counter has wrapped (`PrepRequestProcessor`: `%010d`).
 */
const sequencePattern = /(?:\d{10}|-\d{9,10})$/;

/** The sequence number at the end of a node's name; undefined when there is none. */
export const sequenceOf = (name: string): number | undefined => {
	const match = sequencePattern.exec(name);
	return match === null ? undefined : Number(match[0]);
};

/** The name without its sequence number. */
export const stemOf = (name: string): string => name.replace(sequencePattern, '');
