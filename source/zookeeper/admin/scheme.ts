// http or https: which of them an AdminServer's port speaks is found out by asking it.
import {ZooKeeperError} from '../errors.ts';

export type Scheme = 'http' | 'https';

/** What came back says, or lets one think, that the port speaks the other scheme. */
export class OtherSchemeError extends ZooKeeperError {}
