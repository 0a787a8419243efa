// What a way of logging in over SASL has to do. (RFC 4422)

/** One side of a SASL exchange. Both throw a ZooKeeperError `no-auth`. */
export type Mechanism = {
	/** The token that opens the exchange; it may be empty. */
	first(): Promise<Buffer>;
	/** The answer to the server's token; undefined when all is said and the server is who it has to be. */
	next(challenge: Buffer): Promise<Buffer | undefined>;
};
