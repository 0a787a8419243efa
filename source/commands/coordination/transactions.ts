// `zktop transactions PATH…` and `zktop tx status PATH`: who has voted, who is missing, since when it is in doubt.
import process from 'node:process';
import {readTransactions, type Party, type Transaction} from '../../recipes/transactions.ts';
import type {WritingClient} from '../../recipes/session.ts';
import {exitCodeWith, problemsAt, type PathProblem} from './path-problem.ts';
import {printJson} from './print.ts';
import {say, type Scene} from './scene.ts';

export const transactions = async ({
	client,
	recipe,
	signals,
}: Scene<'transactions' | 'tx status'>): Promise<number> => {
	const {paths, json} = recipe;
	const {signal} = signals;
	const looked = paths.map(async path => {
		const found = await readTransactions(client, path, signal);
		return {found, problems: found.length === 0 ? await problemsOf(client, recipe.verb, path, signal) : []};
	});
	const answers = await Promise.all(looked);
	const all = answers.flatMap(({found}) => found);
	const problems = answers.flatMap(answer => answer.problems);
	if (json) {
		printJson({transactions: all.map(transactionJson)}, false, problems);
	} else {
		process.stdout.write(all.map(transaction => `${textOf(transaction)}\n`).join('\n'));
		problems.forEach(({message}) => {
			say(message);
		});
	}

	return exitCodeWith(problems);
};

/** Where no transaction was found: whoever asks for the status of one expects it there. */
const problemsOf = async (
	client: WritingClient,
	verb: 'transactions' | 'tx status',
	path: string,
	signal: AbortSignal,
): Promise<readonly PathProblem[]> => {
	const missing = await problemsAt(client, path, signal);
	return missing.length > 0 || verb === 'transactions'
		? missing
		: [{source: 'znode', kind: 'no-transaction', path, message: `${path}: there is no transaction`}];
};

const timeOf = (ms: number | undefined): string | null =>
	ms === undefined ? null : new Date(ms).toISOString();

const transactionJson = ({path, state, parties, missing, since, inDoubtSince}: Transaction) => ({
	path,
	state,
	since: timeOf(since),
	inDoubtSince: timeOf(inDoubtSince),
	missing,
	participants: parties.map(({name, vote, votedAt, done}) => ({
		name,
		vote: vote ?? null,
		votedAt: timeOf(votedAt),
		done,
	})),
});

const textOf = ({path, state, parties, missing, since, inDoubtSince}: Transaction): string => {
	const wait = missing.length === 0 ? '' : `, missing ${missing.join(', ')}`;
	const age =
		inDoubtSince === undefined
			? `begun ${timeOf(since) ?? ''}`
			: `in doubt since ${timeOf(inDoubtSince) ?? ''}`;
	const width = Math.max(...parties.map(({name}) => name.length));
	const lines = parties.map(party => `  ${party.name.padEnd(width)}  ${partyText(party)}`);
	return [`${path}  ${state}, ${age}${wait}`, ...lines].join('\n');
};

const partyText = ({vote, votedAt, done}: Party): string => {
	const voted = vote === undefined ? 'no vote' : `${vote} ${timeOf(votedAt) ?? ''}`;
	return done ? `${voted}  carried out` : voted;
};
