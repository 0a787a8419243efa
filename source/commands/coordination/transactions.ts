// `zktop transactions PATH…` and `zktop tx status PATH`: who has voted, who is missing, since when it is in doubt.
import process from 'node:process';
import {readTransactions, type Party, type Transaction} from '../../recipes/transactions.ts';
import {printJson} from './print.ts';
import {say, type Scene} from './scene.ts';

/** The exit code where there is no transaction. */
const none = 2;

export const transactions = async ({
	client,
	recipe,
	signals,
}: Scene<'transactions' | 'tx status'>): Promise<number> => {
	const {paths, json} = recipe;
	const found = await Promise.all(paths.map(async path => readTransactions(client, path, signals.signal)));
	const all = found.flat();
	if (json) {
		printJson({transactions: all.map(transactionJson)}, false);
	} else {
		process.stdout.write(all.map(transaction => `${textOf(transaction)}\n`).join('\n'));
	}

	if (recipe.verb === 'tx status' && all.length === 0) {
		say(`there is no transaction at ${paths.join(', ')}`);
		return none;
	}

	return 0;
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
