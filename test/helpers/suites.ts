// Suites that need something this machine may lack: `npm test` gets it, or says loudly that they are left out.
import {describe} from 'vitest';
import {findCurator, findKazoo, findZooKeeper} from './zookeeper-home.ts';

/** `describe` for tests on a real ensemble. */
export const describeWithZooKeeper = describe.runIf(findZooKeeper() !== undefined);

/** `describe` for tests with python3-kazoo clients on a real ensemble. */
export const describeWithKazoo = describe.runIf(findZooKeeper() !== undefined && findKazoo() !== undefined);

/** `describe` for tests with Curator clients on a real ensemble. */
export const describeWithCurator = describe.runIf(
	findZooKeeper() !== undefined && findCurator() !== undefined,
);
