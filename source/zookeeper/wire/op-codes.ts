// The operations of the protocol by their codes. (ZooDefs.OpCode)

export const ops = {
	create: 1,
	delete: 2,
	exists: 3,
	getData: 4,
	setData: 5,
	getAcl: 6,
	setAcl: 7,
	getChildren: 8,
	sync: 9,
	ping: 11,
	getChildren2: 12,
	check: 13,
	multi: 14,
	create2: 15,
	removeWatches: 18,
	createContainer: 19,
	createTtl: 21,
	auth: 100,
	setWatches: 101,
	sasl: 102,
	getEphemerals: 103,
	getAllChildrenNumber: 104,
	setWatches2: 105,
	addWatch: 106,
	whoAmI: 107,
	closeSession: -11,
	/** In a multi: its end, and the result of a change that was not made. */
	error: -1,
} as const;

const oddNames: Readonly<Record<string, string>> = {
	removeWatches: 'REMW',
	setWatches2: 'STW2',
	whoAmI: 'HOMI',
	getAllChildrenNumber: 'GETACN',
};

/** What `cons` calls an operation: most by their first four letters. (Request.op2String) */
export const shortNameOf = (type: number): string => {
	const [name = 'NA'] = Object.entries(ops).find(([, code]) => code === type) ?? [];
	return oddNames[name] ?? name.slice(0, 4).toUpperCase();
};
