// `zktop demo`: the embedded ensemble with all who live on it, and the screen on top of it.
import process from 'node:process';
import type {Backstage} from '../demo/backstage.ts';
import type {Drill} from '../demo/drills/drill.ts';
import {readOptions} from '../options.ts';
import type {DemoOptions} from '../options/demo.ts';
import {nearest} from '../options/nearest.ts';
import type {top as runTop} from './top.tsx';

const signals = {SIGINT: 2, SIGTERM: 15, SIGHUP: 1} as const;

/** Runs until the user leaves; resolves with the exit code. */
export const demo = async (options: DemoOptions): Promise<number> => {
	const {drills} = await import('../demo/drills/drills.ts');
	if (options.listDrills) {
		process.stdout.write(drills.map(({name, question}) => `${name.padEnd(18)} ${question}\n`).join(''));
		return 0;
	}

	const drill = drills.find(({name}) => name === options.drill);
	if (options.drill !== undefined && drill === undefined) {
		return refuse(unknownDrill(options.drill, drills));
	}

	const screen = options.serve ? undefined : import('./top.tsx'); // meanwhile: it takes as long
	const {openBackstage} = await import('../demo/backstage.ts');
	try {
		const backstage = await openBackstage({...options, drill: drill?.name});
		try {
			return await (screen === undefined
				? serve(backstage, drill)
				: show(await screen, {backstage, drill}, options));
		} finally {
			await backstage.end();
		}
	} catch (error) {
		if (error instanceof Error && error.message.includes('EADDRINUSE')) {
			return refuse(`${error.message}; --port chooses another one`);
		}

		throw error;
	}
};

const refuse = (message: string): number => {
	process.stderr.write(`zktop: ${message}\n`);
	return 2;
};

const unknownDrill = (name: string, drills: readonly Drill[]): string => {
	const near = nearest(
		name,
		drills.map(({name}) => name),
	);
	return `there is no drill ${name}; ${near === undefined ? '' : `did you mean ${near}? `}zktop demo --list-drills lists them`;
};

const show = async (
	{top}: {readonly top: typeof runTop},
	{backstage, drill}: {readonly backstage: Backstage; readonly drill: Drill | undefined},
	{intervalS, passed}: DemoOptions,
): Promise<number> => {
	process.env['XDG_STATE_HOME'] = '/dev/null'; // it keeps nothing on disk
	const {connect, adminPorts} = backstage;
	const argv = ['-c', connect, '--admin-port', adminPorts, '--interval', String(intervalS), ...passed];
	const parsed = await readOptions(argv, process.env);
	if (parsed.kind !== 'run') {
		return refuse(parsed.kind === 'usage' ? parsed.message : 'the screen of the demo takes no such flags');
	}

	return top({...parsed.options, name: 'demo'}, parsed.contexts, {backstage, drill});
};

/** Without a screen, until a signal comes. */
const serve = async (backstage: Backstage, drill: Drill | undefined): Promise<number> => {
	const told = drill === undefined ? '' : `${drill.story}\n${drill.question}\n`;
	process.stdout.write(
		`a demo, no ZooKeeper: nothing is on disk, all is gone when it ends\n${told}zktop -c ${backstage.connect} --admin-port ${backstage.adminPorts}\n`,
	);
	return new Promise((resolve, reject) => {
		backstage.onFailure(reject);
		for (const [signal, number] of Object.entries(signals)) {
			process.once(signal, () => {
				resolve(signal === 'SIGINT' ? 0 : 128 + number);
			});
		}
	});
};
