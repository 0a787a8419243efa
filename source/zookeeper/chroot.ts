// The path prefix of the connect string, put on and taken off by us: the package would put it on /zookeeper/config too.
import {isWithin} from './paths.ts';

/** ZooKeeper's own znodes, which exist once for all chroots. */
const system = '/zookeeper';

/** The path on the server. Paths of `/zookeeper` and below mean ZooKeeper's own under every chroot. */
export const rooted = (chroot: string, path: string): string => {
	if (chroot === '/' || isWithin(path, system)) {
		return path;
	}

	return path === '/' ? chroot : chroot + path;
};

/** What is said of a chroot that is not there. */
export const missingChroot = (chroot: string): string =>
	`the chroot ${chroot} does not exist: create it, or correct the connect string`;

/** The path as the caller knows it: `rooted` taken back. */
export const unrooted = (chroot: string, path: string): string => {
	if (chroot === '/' || !isWithin(path, chroot)) {
		return path;
	}

	return path === chroot ? '/' : path.slice(chroot.length);
};
