// Where a client comes from: its address without the port, by which servers count and limit connections.

/** `10.0.0.9:51234` without its port; IPv6 keeps its brackets. What is no address stays as it is. */
export const addressOf = (client: string): string => {
	const colon = client.lastIndexOf(':');
	return colon === -1 ? client : client.slice(0, colon);
};
