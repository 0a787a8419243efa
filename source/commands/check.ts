// `zktop check`: all findings as one line of a monitoring plugin, with its exit codes. (Monitoring Plugins Development Guidelines)
import {rules, type Finding} from '../analyze/findings.ts';
import type {Options} from '../options.ts';
import {nearest} from '../options/nearest.ts';
import {sumOf, worstOf} from '../store/history.ts';
import type {Data} from '../store/state.ts';
import {escapeText} from '../ui/escape.ts';
import {findingInterests, findingTicks, haveAnswered} from './findings.ts';
import {runTwin} from './twin.ts';

const codes = {OK: 0, WARNING: 1, CRITICAL: 2, UNKNOWN: 3} as const;
type Status = keyof typeof codes;

export const check = async (options: Options): Promise<number> => {
	const fault = unknownRule(options.ignored);
	if (fault !== undefined) {
		process.stdout.write(`ZKTOP UNKNOWN: ${fault}\n`);
		return codes.UNKNOWN;
	}

	return runTwin(options, {
		interests: () => findingInterests,
		session: false,
		ticks: findingTicks,
		oneShot: true,
		complete: haveAnswered,
		line: data => pluginLine(data, options),
		exitCode: data => codes[statusOf(data, options.ignored)],
	});
};

const unknownRule = (ignored: readonly string[]): string | undefined => {
	const ids = rules.map(({id}) => id);
	const stray = ignored.find(name => !ids.includes(name));
	if (stray === undefined) {
		return undefined;
	}

	const near = nearest(stray, ids);
	return `--ignore ${stray}: there is no such rule; ${near === undefined ? 'zktop findings --rules lists them' : `did you mean ${near}?`}`;
};

const countedIn = ({judgement}: Data, ignored: readonly string[]): readonly Finding[] =>
	judgement.findings.filter(({rule, severity}) => severity !== 'info' && !ignored.includes(rule));

/** Where nobody tells whether there is a quorum, no news is no good news. */
const statusOf = (data: Data, ignored: readonly string[]): Status => {
	const severities = countedIn(data, ignored).map(({severity}) => severity);
	if (severities.includes('bad')) {
		return 'CRITICAL';
	}

	return severities.includes('warn') ? 'WARNING' : data.ensemble.quorum === 'unknown' ? 'UNKNOWN' : 'OK';
};

const pluginLine = (data: Data, {ignored, name}: Options): string => {
	const [first, ...others] = countedIn(data, ignored);
	const {sees, blind, findings} = data.judgement;
	const more = others.length === 0 ? '' : ` (+${others.length} more)`;
	const notes = findings.filter(({severity}) => severity === 'info').length;
	const left = findings.filter(({rule, severity}) => severity !== 'info' && ignored.includes(rule)).length;
	const beside = [
		...(notes === 0 ? [] : [`${notes} to know`]),
		...(left === 0 ? [] : [`${left} ignored`]),
	].join(', ');
	const said =
		first === undefined
			? data.ensemble.quorum === 'unknown'
				? 'no server tells whether there is a quorum'
				: `no trouble that ${sees} of ${sees + blind.length} rules see`
			: `${first.subject === 'ensemble' || first.subject === 'zktop' ? '' : `${first.subject} `}${first.text}${more}`;
	const text = escapeText(`${name}: ${said}${beside === '' ? '' : ` (${beside})`}`).replaceAll('|', '/');
	return `ZKTOP ${statusOf(data, ignored)} - ${text} | ${perfdata(data, ignored).join(' ')}`;
};

/** `label=value[unit];warn;crit;min;max`; what is not known is left out. */
const perfdata = (data: Data, ignored: readonly string[]): readonly string[] => {
	const {servers, ensemble, clock} = data;
	const known = (label: string, value: number | undefined, unit = ''): readonly string[] =>
		value === undefined ? [] : [`${label}=${Math.round(value * 100) / 100}${unit};;;0`];
	const count = (severity: Finding['severity']): number =>
		countedIn(data, ignored).filter(finding => finding.severity === severity).length;
	return [
		...known('servers_up', ensemble.up),
		...known('voters_in_step', ensemble.inStep),
		...known('critical', count('bad')),
		...known('warnings', count('warn')),
		...known('requests_per_second', sumOf(servers, 'requestsPerSecond')),
		...known('read', worstOf(servers, 'readMs')?.value, 'ms'),
		...known('write', worstOf(servers, 'writeMs')?.value, 'ms'),
		...known('fsync', worstOf(servers, 'fsyncMs')?.value, 'ms'),
		...known('outstanding', worstOf(servers, 'outstanding')?.value),
		...known('connections', sumOf(servers, 'connections')),
		...known('watches', sumOf(servers, 'watches')),
		...known('znodes', worstOf(servers, 'znodes')?.value),
		...known('data', worstOf(servers, 'dataBytes')?.value, 'B'),
		...known('time', clock.at - clock.startedAt, 'ms'),
	];
};
