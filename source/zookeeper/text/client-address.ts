// The address of a client as Java's InetSocketAddress prints it.
//
//   address = [hostname] "/" (ipv4 | ipv6 | "[" ipv6 "]") ":" port    (brackets since Java 14)
//   ipv6    = eight groups of hex without leading zeros, never compressed, perhaps with "%" zone
import {compressIpv6} from './ipv6.ts';

/**
 * `ip:port`; IPv6 in brackets and compressed (RFC 5952, e.g. `[::1]:36756`). A host name that the server looked up is
 * left out. What is no address (`null` of a connection that is being closed) is returned as it is.
 */
export const readClientAddress = (text: string): string => {
	const address = text.slice(text.lastIndexOf('/') + 1);
	const colon = address.lastIndexOf(':');
	if (address.indexOf(':') === colon) {
		return address;
	}

	const bracketed = address.startsWith('[') && address[colon - 1] === ']';
	const ipv6 = bracketed ? address.slice(1, colon - 1) : address.slice(0, colon);
	return `[${compressIpv6(ipv6)}]${address.slice(colon)}`;
};
