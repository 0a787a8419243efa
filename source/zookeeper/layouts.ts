// Node-name grammars that recipes and their inspectors share.

/**
 * The counter that ZooKeeper appends to sequential znodes: the parent's int32 as `%010d` (`PrepRequestProcessor`), which is ten
 * digits, or a minus and nine or ten digits once the counter has wrapped. The minus of `lock-0000000001` is the client's: one
 * is a sign only behind another separator.
 */
const wrapped = /(?:^|[^\p{L}\p{N}])(?<counter>-(?:\d{9}|[12]\d{9}))$/u;
const plain = /(?<counter>[0-2]\d{9})$/;
const largest = 2 ** 31 - 1;

/** As clients name what is not in a queue; its last digits are no counter. */
const uuid = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The counter at the end of a node's name, as it is written there. */
const counterOf = (name: string): string | undefined => {
	const {counter} = (wrapped.exec(name) ?? plain.exec(name))?.groups ?? {};
	return counter === undefined || Number(counter) > largest || uuid.test(name) ? undefined : counter;
};

/** The sequence number at the end of a node's name; undefined when there is none. */
export const sequenceOf = (name: string): number | undefined => {
	const counter = counterOf(name);
	return counter === undefined ? undefined : Number(counter);
};

/** The name without its sequence number. */
export const stemOf = (name: string): string => name.slice(0, name.length - (counterOf(name)?.length ?? 0));
