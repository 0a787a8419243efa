// A program that polls the servers it is told for a while, stops, and says so; whether it ends then is up to the poller.
import {noInterests} from '../../source/collect/interests.ts';
import {Poller} from '../../source/collect/poller.ts';
import {parseHost} from '../../source/zookeeper/hosts.ts';

const poller = new Poller({
	hosts: process.argv.slice(2).map(name => parseHost(name)),
	chroot: '/',
	client: undefined,
	intervalMs: 50,
	deliver: ({tick}) => {
		if (tick === 5) {
			poller.stop();
			process.stdout.write('stopped\n');
		}
	},
});
poller.want({...noInterests, connections: true, ephemerals: true});
poller.start();
