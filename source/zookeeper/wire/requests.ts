// The requests of the protocol itself: those that no user asks for.
import jute from 'node-zookeeper-client/lib/jute/index.js';
import {ops} from './op-codes.ts';

const {protocol} = jute;

/** What says that we live, when nothing else did (`ClientCnxn.sendPing`). */
export const ping = (): jute.Request =>
	new jute.Request(new protocol.RequestHeader(jute.XID_PING, ops.ping), null);

/** The last request of a session; the server closes the connection after its reply. */
export const closingSession = (): jute.Request =>
	new jute.Request(new protocol.RequestHeader(0, ops.closeSession), null);

export type Credential = {readonly scheme: string; readonly auth: Buffer};

/** Adds an identity to the session (reference D.10). */
export const authenticating = ({scheme, auth}: Credential): jute.Request =>
	new jute.Request(
		new protocol.RequestHeader(jute.XID_AUTHENTICATION, ops.auth),
		new protocol.AuthPacket(0, scheme, auth),
	);

/** Whether the request gets a number of its own and waits in the queue for its reply (`ClientCnxn` xids above 0). */
export const isNumbered = ({type}: jute.RequestHead): boolean => type !== ops.ping && type !== ops.auth;
