// The table of all rules.
import {accessRules} from './access.ts';
import {diskRules} from './disk.ts';
import {memberRules} from './members.ts';
import {quorumRules} from './quorum.ts';
import type {Rule} from './rule.ts';

export const rules: readonly Rule[] = [...quorumRules, ...memberRules, ...accessRules, ...diskRules];
