// The built verbs on a network that misbehaves: each case has a proxy of its own, all at once, because some wait for deadlines.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {startProxy, type Fault} from '../helpers/proxy.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {runZktop, type Run} from '../helpers/zktop.ts';

const noise: Fault = {kind: 'corrupt', change: chunk => Buffer.from(chunk.map(byte => byte ^ 0x5a))};
const greetingBytes = 41;

type Told = {
	readonly exitCode: number | null;
	/** Of the first problem. */
	readonly kind: string | undefined;
	readonly message: string | undefined;
};

const told = ({exitCode, stdout}: Run): Told => {
	const {problems} = JSON.parse(stdout) as {readonly problems: ReadonlyArray<Record<string, string>>};
	return {exitCode, kind: problems[0]?.['kind'], message: problems[0]?.['message']};
};

describeWithZooKeeper('the verbs through a proxy', () => {
	let ensemble: Ensemble;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
	});
	afterAll(async () => ensemble.stop());

	/** What `servers` and `tree /` tell, the address left out. */
	const through = async (fault: Fault): Promise<readonly Told[]> => {
		const proxy = await startProxy({clientPort: ensemble.servers[0]?.clientPort ?? 0});
		proxy.set('down', fault);
		const runs = await Promise.all(
			[['servers'], ['tree', '/']].map(async verb => runZktop([...verb, '-c', proxy.connect])),
		);
		await proxy.stop();
		expect(runs.map(({stderr}) => stderr)).toEqual(['', '']);
		return runs
			.map(run => told(run))
			.map(({message, ...rest}) => ({...rest, message: message?.replace(`${proxy.connect}: `, '')}));
	};

	it.concurrent.each<readonly [string, Fault, readonly Told[]]>([
		[
			'delayed',
			{kind: 'delay', ms: 200},
			[
				{exitCode: 0, kind: undefined, message: undefined},
				{exitCode: 0, kind: undefined, message: undefined},
			],
		],
		[
			'stalled',
			{kind: 'stall'},
			[
				{exitCode: 69, kind: 'silent', message: 'no answer in 2 s'},
				{
					exitCode: 69,
					kind: 'silent',
					message: expect.stringMatching(
						/^takes the connection, but does not answer in [24]\.0 s$/,
					) as string,
				},
			],
		],
		[
			'cut within an answer',
			{kind: 'cut', afterBytes: greetingBytes + 20},
			[
				{
					exitCode: 69,
					kind: 'garbled',
					message: expect.stringMatching(
						/^this is not ZooKeeper's answer to srvr: "Zookeeper version: .+"$/,
					) as string,
				},
				{
					exitCode: 3,
					kind: 'disconnected',
					message: '/: the connection was lost: the connection broke off after 20 bytes of a packet',
				},
			],
		],
		[
			'reset within an answer',
			{kind: 'reset', afterBytes: greetingBytes + 20},
			[
				{exitCode: 69, kind: 'silent', message: 'answer stopped after 61 bytes (connection reset)'},
				{
					exitCode: 3,
					kind: 'disconnected',
					message: '/: the connection was lost: the connection broke off after 20 bytes of a packet',
				},
			],
		],
		[
			'changed',
			noise,
			[
				{
					exitCode: 69,
					kind: 'garbled',
					message: expect.stringMatching(/^this is not ZooKeeper's answer to srvr: "/) as string,
				},
				{exitCode: 69, kind: 'garbled', message: 'no ZooKeeper: its answer is no connect response'},
			],
		],
	])('say what it is when bytes are %s', async (_, fault, expected) => {
		expect(await through(fault)).toEqual(expected);
	});
});
