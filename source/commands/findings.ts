// `zktop findings`: what is wrong, since when and by what evidence, as JSON or a table; with --rules what is looked for.
import {rules, type Evidence, type Finding} from '../analyze/findings.ts';
import type {Cleared} from '../analyze/hysteresis.ts';
import type {Quantity} from '../analyze/quantity.ts';
import {limits, type Limits} from '../analyze/rules/limits.ts';
import {noInterests, type Interests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import type {Data} from '../store/state.ts';
import {formatWholeAge} from '../ui/format.ts';
import {tableText} from './table.ts';
import {runTwin} from './twin.ts';

/** What the rules need of a run that opens no session. */
export const findingInterests: Interests = {
	...noInterests,
	connections: true,
	ephemerals: true,
	watches: true,
	sources: true,
};

export const findings = async (options: Options): Promise<number> => {
	if (options.rules) {
		process.stdout.write(options.table ? `${rulesTable(options.limits)}\n` : rulesJson(options.limits));
		return 0;
	}

	return runTwin(options, {
		interests: () => findingInterests,
		session: false,
		ticks: findingTicks,
		oneShot: true,
		complete: haveAnswered,
		render: judgementJson,
		table: findingsTable,
	});
};

/** What is true in two intervals is a finding. Two intervals take three answers, and the third comes after its tick has begun. */
export const findingTicks = 4;

/** Whether all that the rules look at has been answered, one way or the other. */
export const haveAnswered = ({servers, clock}: Data): boolean =>
	clock.tick >= findingTicks - 1 &&
	servers.every(
		({srvr, mntr, cons}) => srvr.kind === 'failed' || [mntr, cons].every(({kind}) => kind !== 'unasked'),
	);

const judgementJson = ({judgement, clock}: Data): Readonly<Record<string, unknown>> => ({
	findings: judgement.findings.map(finding => findingJson(finding, clock.at)),
	cleared: judgement.cleared.map(clearedJson),
	rules: {
		count: judgement.sees + judgement.blind.length,
		sees: judgement.sees,
		blind: judgement.blind,
		partly: judgement.partly,
	},
});

/** A finding as JSON: what it is, and what it rests on. */
export const findingJson = (finding: Finding, now: number): Readonly<Record<string, unknown>> => {
	const {rule, severity, subject, text, since, sinceAtLeast, seenAt, evidence, why, next, limit} = finding;
	return {
		rule,
		severity,
		subject,
		text,
		since: new Date(since).toISOString(),
		sinceAtLeast,
		forMs: now - since,
		seenAt: new Date(seenAt).toISOString(),
		evidence: evidence.map(one => evidenceJson(one, now)),
		why: why ?? null,
		next,
		limit: limit ?? null,
		wrongIf: ruleOf(finding)?.wrong ?? null,
	};
};

const ruleOf = ({rule}: Pick<Finding, 'rule'>) => rules.find(({id}) => id === rule);

const quantityJson = (quantity: Quantity): Readonly<Record<string, unknown>> =>
	'text' in quantity ? {text: quantity.text} : {value: quantity.value, unit: quantity.unit};

const evidenceJson = ({what, now, usual, server, from, at}: Evidence, clock: number) => ({
	what,
	...quantityJson(now),
	usual: usual === undefined || 'text' in usual ? null : usual.value,
	server: server ?? null,
	from,
	ageMs: at === undefined ? null : clock - at,
});

const clearedJson = ({finding, at, how}: Cleared) => ({
	rule: finding.rule,
	severity: finding.severity,
	subject: finding.subject,
	text: finding.text,
	since: new Date(finding.since).toISOString(),
	clearedAt: new Date(at).toISOString(),
	how,
});

const severityMark = {bad: '✗', warn: '!', info: 'i'} as const;

const findingsTable = ({judgement, clock}: Data): string => {
	const {findings, sees, blind} = judgement;
	const summary = `${sees + blind.length} rules: ${sees} see, ${blind.length} blind`;
	const table = tableText<Finding>(
		[
			{title: ' ', text: ({severity}) => severityMark[severity]},
			{
				title: 'FOR',
				align: 'right',
				text: ({since, sinceAtLeast}) => `${sinceAtLeast ? '≥' : ''}${formatWholeAge(clock.at - since)}`,
			},
			{title: 'WHERE', text: ({subject}) => subject},
			{title: 'RULE', text: ({rule}) => rule},
			{title: 'WHAT', text: ({text}) => text},
		],
		findings,
	);
	return [
		findings.length === 0 ? 'nothing that the rules can see' : table,
		summary,
		...blind.map(({rule, why}) => `? ${rule}: ${why}`),
	].join('\n');
};

const rulesJson = (inForce: Limits): string =>
	`${JSON.stringify(
		{
			rules: rules.map(({id, raisesAfter = 2, clearsAfter = 5, wrong, source}) => ({
				rule: id,
				raisesAfterTicks: raisesAfter,
				clearsAfterTicks: clearsAfter,
				wrongIf: wrong,
				source,
			})),
			thresholds: Object.entries(limits).map(([name, {value, does, source}]) => ({
				name,
				value: inForce[name as keyof Limits],
				default: value,
				does,
				source,
			})),
		},
		undefined,
		2,
	)}\n`;

const rulesTable = (inForce: Limits): string =>
	[
		tableText(
			[
				{title: 'RULE', text: ({id}) => id},
				{title: 'RAISED AFTER', align: 'right', text: ({raisesAfter = 2}) => `${raisesAfter} ticks`},
				{title: 'CLEARED AFTER', align: 'right', text: ({clearsAfter = 5}) => `${clearsAfter} ticks`},
				{title: 'WRONG IF', text: ({wrong}) => wrong},
			],
			rules,
		),
		'',
		tableText(
			[
				{title: 'THRESHOLD', text: ([name]) => name},
				{title: 'VALUE', align: 'right', text: ([name]) => String(inForce[name])},
				{title: 'WHAT BEGINS THERE', text: ([, {does}]) => does},
				{title: 'SOURCE', text: ([, {source}]) => source},
			],
			Object.entries(limits) as ReadonlyArray<[keyof Limits, (typeof limits)[keyof Limits]]>,
		),
	].join('\n');
