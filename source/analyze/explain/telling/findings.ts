// Which findings came, which went, and which are there.
import {counted} from '../../quantity.ts';
import type {Explanation} from '../explain.ts';
import type {Labels, Sentence} from './sentence.ts';

export const findingSentence = (
	{findings: {raised, cleared, open}}: Explanation,
	labels: Labels,
): Sentence => {
	const changes = [
		...(raised.length === 0 ? [] : [`${counted(raised.length, 'finding')} raised`]),
		...(cleared.length === 0 ? [] : [`${counted(cleared.length, 'finding')} cleared`]),
	].join(', ');
	const [worst] = open;
	const changed = changes === '' ? 'No finding was raised or cleared.' : `${changes}.`;
	const still =
		worst === undefined
			? ''
			: ` ${open.length === 1 ? 'One is' : `${open.length} are`} open, the worst${worst.subject === 'ensemble' || worst.subject === 'zktop' ? '' : ` on ${labels(worst.subject)}`}: ${worst.text}.`;
	return {
		tone: worst?.severity === 'bad' ? 'bad' : worst === undefined ? 'plain' : 'warn',
		text: changed + still,
	};
};
