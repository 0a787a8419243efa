// The table of all rules.
import {accessRules} from './access.ts';
import {diskRules} from './disk.ts';
import {failingRules} from './failing.ts';
import {memberRules} from './members.ts';
import {quorumRules} from './quorum.ts';
import type {Rule} from './rule.ts';

export const rules: readonly Rule[] = [
	...quorumRules,
	...failingRules,
	...memberRules,
	...accessRules,
	...diskRules,
];
