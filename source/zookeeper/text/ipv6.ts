// IPv6 addresses in the form people write them (RFC 5952): Java prints all eight groups, `0:0:0:0:0:0:0:1`.

const zeros = /(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g;

/** `0:0:0:0:0:0:0:1` → `::1`, a zone (`%eth0`) kept; what is short already, or no IPv6 address, is returned as it is. */
export const compressIpv6 = (address: string): string => {
	const [groups = '', ...zone] = address.split('%');
	const runs = groups.includes('::') ? [] : [...groups.matchAll(zeros)];
	if (runs.length === 0) {
		return address;
	}

	const longest = runs.reduce((best, run) => (run[0].length > best[0].length ? run : best));
	const before = groups.slice(0, longest.index).replace(/:$/, '');
	const after = groups.slice(longest.index + longest[0].length).replace(/^:/, '');
	return [`${before}::${after}`, ...zone].join('%');
};
