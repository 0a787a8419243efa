// Sets by key, none of them empty.

export type Sets<K, V> = Map<K, Set<V>>;

export const addTo = <K, V>(sets: Sets<K, V>, key: K, value: V): void => {
	sets.set(key, (sets.get(key) ?? new Set()).add(value));
};

export const dropFrom = <K, V>(sets: Sets<K, V>, key: K, value: V): void => {
	const set = sets.get(key);
	set?.delete(value);
	if (set?.size === 0) {
		sets.delete(key);
	}
};
