// Which findings came, which went, and which are there.
import type {Finding} from '../../findings.ts';
import {counted, formatCount} from '../../quantity.ts';
import type {Explanation} from '../explain.ts';
import type {FindingChanges} from '../finding-changes.ts';
import type {Labels, Sentence} from './sentence.ts';

export const findingSentence = ({findings}: Explanation, labels: Labels): Sentence => {
	const [worst] = findings.open;
	return {
		tone:
			worst === undefined || worst.severity === 'info' ? 'plain' : worst.severity === 'bad' ? 'bad' : 'warn',
		text: `${changesText(findings)} ${openText(findings, labels)}`,
	};
};

const changesText = ({raised, cleared}: FindingChanges): string => {
	const again = raised.filter(one => one.cleared !== undefined).length;
	const older = cleared.length - again;
	const gone = cleared.some(({how}) => how === 'lost-sight') ? 'cleared or lost from sight' : 'cleared';
	const whichAgain =
		again === 0
			? ''
			: again < raised.length
				? `, ${formatCount(again)} of them ${gone} again`
				: ` and ${gone} again`;
	const changes = [
		...(raised.length === 0 ? [] : [`${counted(raised.length, 'finding')} raised${whichAgain}`]),
		...(older === 0 ? [] : [`${counted(older, 'older finding')} ${gone}`]),
	].join('; ');
	return changes === '' ? 'No finding was raised or cleared.' : `${changes}.`;
};

const openText = ({open}: FindingChanges, labels: Labels): string => {
	const [worst] = open;
	if (worst === undefined) {
		return 'None is open.';
	}

	const informs = open.filter(({severity}) => severity === 'info').length;
	const what = `${placeOf(worst, labels)}: ${worst.text}.`;
	if (open.length === 1) {
		return `One is open${informs === 1 ? ', for information only,' : ''}${what}`;
	}

	const number = `${formatCount(open.length)} are open`;
	return informs === open.length
		? `${number}, for information only, the first${what}`
		: `${number}${informs === 0 ? '' : ` (${formatCount(informs)} for information only)`}, the worst${what}`;
};

const placeOf = ({subject}: Finding, labels: Labels): string =>
	subject === 'ensemble' || subject === 'zktop' ? '' : ` on ${whereOf(subject, labels)}`;

/** A subject may be several servers. */
export const whereOf = (subject: string, labels: Labels): string =>
	subject.split(', ').map(labels).join(', ');
