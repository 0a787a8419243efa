// The leader's judgement of a multi. (PrepRequestProcessor.java; zookeeper.md F.1)
import {prepare, type Made, type Outcome, type Result, type Scene} from './prepare.ts';
import {codes} from './refusal.ts';
import type {Change as Asked} from './requests.ts';

/** All of them or none: whatever was made is undone behind the one that is refused. */
export const prepareAll = (
	asked: readonly Asked[],
	scene: Scene,
): Made & {readonly results: readonly Result[]} => {
	const outcomes: Outcome[] = [];
	for (const change of asked) {
		const outcome = prepare(change, scene);
		if (outcome.result.kind === 'refused') {
			for (const {undo} of outcomes.toReversed()) {
				scene.tree.apply(undo);
			}

			return {changes: [], events: [], results: refusals(asked.length, [...outcomes, outcome])};
		}

		outcomes.push(outcome);
	}

	return {
		changes: outcomes.flatMap(({changes}) => changes),
		events: outcomes.flatMap(({events}) => events),
		results: outcomes.map(({result}) => result),
	};
};

/** 0 for those that would have been made, the code of the one that was refused, another for those behind it. */
const refusals = (count: number, outcomes: readonly Outcome[]): readonly Result[] =>
	Array.from({length: count}, (_, index) => {
		const result = outcomes[index]?.result;
		const code =
			result === undefined ? codes.RuntimeInconsistency : result.kind === 'refused' ? result.code : 0;
		return {kind: 'refused', code};
	});
