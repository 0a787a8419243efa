// Candidates: one of them leads for some time and resigns.
import {createElection} from '../../recipes/election.ts';
import type {Library} from '../../zookeeper/layouts.ts';
import {withClient, type Act} from '../stage.ts';

const candidateFor = (path: string, layout: Library, name: string, host: string): Act =>
	withClient(host, async (client, stage) => {
		const term = await createElection(client, path, {layout, name}).lead({signal: stage.signal});
		await stage.pause(15_000, 45_000);
		await term.release();
	});

export const elections: readonly Act[] = [
	candidateFor('/elections/scheduler', 'zktop', 'scheduler-a', '10.0.0.21'),
	candidateFor('/elections/scheduler', 'zktop', 'scheduler-b', '10.0.0.22'),
	candidateFor('/elections/scheduler', 'zktop', 'scheduler-c', '10.0.0.23'),
	candidateFor('/elections/mailer', 'curator', 'mailer-a', '10.0.0.24'),
	candidateFor('/elections/mailer', 'curator', 'mailer-b', '10.0.0.25'),
];
