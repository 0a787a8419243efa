// `zktop elections PATH`, also `zktop leader PATH`: who leads and who would be next, as JSON.
import {followElection, readElection, strangerAt, type Candidates} from '../../recipes/election.ts';
import type {Holder} from '../../recipes/errors.ts';
import {exitCodeWith, problemsAt, type PathProblem} from './path-problem.ts';
import {printJson} from './print.ts';
import type {Scene} from './scene.ts';

type Stranger = NonNullable<Awaited<ReturnType<typeof strangerAt>>>;

export const elections = async ({client, recipe, signals}: Scene<'elections'>): Promise<number> => {
	const {path, layout, follow} = recipe;
	const {signal} = signals;
	if (!follow) {
		const candidates = await readElection(client, path, layout, signal);
		const problems = candidates.length > 0 ? [] : await problemsOf({client, recipe, signals});
		printJson(electionJson(path, candidates), follow, problems);
		return exitCodeWith(problems);
	}

	let isFirst = true;
	for await (const candidates of followElection(client, path, layout, signal)) {
		printJson(electionJson(path, candidates, isFirst ? undefined : Date.now()), follow);
		isFirst = false;
	}

	return 0;
};

/** Why nobody leads: there is no such znode, or contenders of another layout are there. */
const problemsOf = async ({
	client,
	recipe,
	signals: {signal},
}: Pick<Scene<'elections'>, 'client' | 'recipe' | 'signals'>): Promise<readonly PathProblem[]> => {
	const {path, layout} = recipe;
	const stranger = await strangerAt(client, path, layout, signal);
	return stranger === undefined ? problemsAt(client, path, signal) : [otherLayout(recipe, stranger)];
};

/** Nobody leads as far as we read names; but somebody may. */
const otherLayout = (
	{path, layout}: Scene<'elections'>['recipe'],
	{name, library}: Stranger,
): PathProblem => ({
	source: 'znode',
	kind: 'other-layout',
	path,
	layout: library,
	message:
		library === layout
			? `${path} holds ${name}, a contender for a lock: zktop locks ${path}`
			: `${path} holds ${name}, a contender of another layout: --layout ${library}`,
});

/** @param leadsSince Epoch ms by our clock: when we saw the hand-over; undefined where we saw none. */
const electionJson = (path: string, [leader, ...waiting]: Candidates, leadsSince?: number) => ({
	path,
	leader:
		leader === undefined
			? null
			: {
					...candidateJson(leader),
					...(leadsSince !== undefined && {leadsSince: new Date(leadsSince).toISOString()}),
				},
	waiting: waiting.map(candidateJson),
});

const candidateJson = ({who, node, session, fence, since}: Holder) => ({
	name: who,
	node,
	session: session ?? null,
	fence,
	inLineSince: new Date(since).toISOString(),
});
