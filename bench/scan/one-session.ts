// A scan as `zktop usage` does it, without a limit but over one session. Prints znodes, bytes and ms as JSON.
import process from 'node:process';
import {jobDone} from '../../source/commands/job-run.ts';
import {createClient} from '../../source/zookeeper/client.ts';
import {parseConnectString} from '../../source/zookeeper/hosts.ts';

const client = createClient(parseConnectString(process.argv[2] ?? ''));
const connected = Promise.withResolvers<true>();
client.onState(({kind}) => {
	if (kind === 'connected') {
		connected.resolve(true);
	}
});
client.start();
await connected.promise;
const budget = {turn: () => undefined};
const {job} = await jobDone(client, budget, {id: 'usage', kind: 'usage', path: '/', at: '/', going: true});
await client.close();
const {progress, brought} = job;
const bytes = brought.kind === 'usage' ? brought.usage?.bytes : undefined;
console.log(JSON.stringify({znodes: progress.read, bytes, ms: progress.tookMs}));
