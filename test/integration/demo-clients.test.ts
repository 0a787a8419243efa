// The recipes of kazoo and Curator run on the demo's ensemble as they are.
import {spawn} from 'node:child_process';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {Ensemble} from '../../source/demo/ensemble/ensemble.ts';
import {startCurator} from '../helpers/curator.ts';
import {describeWithCurator, describeWithKazoo} from '../helpers/suites.ts';
import {until} from '../helpers/until.ts';
import {findKazoo} from '../helpers/zookeeper-home.ts';

const script = `
import sys, threading
from kazoo.client import KazooClient
one, two = [KazooClient(hosts=sys.argv[1], timeout=10) for _ in range(2)]
for client in (one, two):
    client.start(timeout=30)

order = []
lock = one.Lock("/lock", "one")
lock.acquire()
def wait():
    with two.Lock("/lock", "two"):
        order.append("two holds")
waiter = threading.Thread(target=wait)
waiter.start()
while len(two.Lock("/lock").contenders()) < 2:
    pass
order.append("one holds")
lock.release()
waiter.join()
print(order)

led = []
for client, name in ((one, "a"), (two, "b")):
    client.Election("/election", name).run(led.append, name)
print(led)

party = [one.Party("/party", "x"), two.Party("/party", "y")]
for member in party:
    member.join()
print(sorted(party[0]), len(party[1]))
party[0].leave()
print(sorted(party[1]))

barrier = one.DoubleBarrier("/barrier", 2)
other = two.DoubleBarrier("/barrier", 2)
entering = threading.Thread(target=other.enter)
entering.start()
barrier.enter()
entering.join()
print("both in")

counter = one.Counter("/counter")
counter += 2
with one.transaction() as change:
    change.create("/together")
    change.check("/together", version=0)
print(counter.value, one.exists("/together").version)

seen = []
two.ChildrenWatch("/watched", seen.append, allow_session_lost=False) if two.ensure_path("/watched") else None
one.create("/watched/child", ephemeral=True)
one.stop()
while two.get_children("/watched"):
    pass
two.stop()
print("end")
`;

describeWithKazoo('on the demo, kazoo', () => {
	const ensemble = new Ensemble({servers: 3});
	beforeAll(async () => ensemble.start());
	afterAll(() => {
		ensemble.stop();
	});

	it('locks, elects, gathers, counts and hears as it does on ZooKeeper', async () => {
		const child = spawn(findKazoo() ?? '', ['-c', script, ensemble.connectString], {timeout: 150_000});
		const output: string[] = [];
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
		}

		await new Promise(resolve => child.once('close', resolve));
		expect(output.join('').trim().split('\n')).toEqual([
			"['one holds', 'two holds']",
			"['a', 'b']",
			"['x', 'y'] 2",
			"['y']",
			'both in',
			'2 0',
			'end',
		]);
	});
});

describeWithCurator('on the demo, Curator', () => {
	const ensemble = new Ensemble({servers: 3});
	beforeAll(async () => ensemble.start());
	afterAll(() => {
		ensemble.stop();
	});

	it('hands locks, leases and leadership over, and registers', async () => {
		const {connectString} = ensemble;
		const [one, two] = await Promise.all([startCurator(connectString), startCurator(connectString)]);
		for (const kind of ['InterProcessMutex', 'InterProcessSemaphoreV2', 'LeaderLatch'] as const) {
			const path = `/curator/${kind}`;
			await one.do({do: 'acquire', id: 'one', path, kind, leases: 1, wait: true});
			await two.do({do: 'acquire', id: 'two', path, kind, leases: 1});
			await one.do({do: 'release', id: 'one'});
			expect(await two.event({event: 'acquired', id: 'two'})).toMatchObject({id: 'two'});
		}

		await one.do({do: 'join', id: 'member', path: '/curator/group', kind: 'GroupMember'});
		await until(
			() => [...ensemble.quorum.head.nodes.keys()].find(path => path.startsWith('/curator/group/')),
			() => 'the member is there',
			{withinMs: 60_000},
		);
		await Promise.all([one.stop(), two.stop()]);
	}, 120_000);
});
