// A queue: what waits longest, how fast items come and go, and who works on some.
import type {Queue} from '../../../analyze/groups/group.ts';
import {consumersUnseen, queueFacts} from '../../../store/group-views.ts';
import {leaderNow} from '../../../store/selectors.ts';
import {watchersOf} from '../../../store/watching.ts';
import {escapeText} from '../../escape.ts';
import {counted, formatAge} from '../../format.ts';
import {shortenStart, span, widthOf, type Line} from '../../line.ts';
import {memberLines, type Drawing} from './members.ts';

/** A blank, the name of a fact, and a blank. */
const factWidth = 10;

const factLine = (name: string, text: string): readonly Line[] => [
	[span(` ${name.padEnd(8)}`, 'muted'), span(text)],
];

const rateText = (perSecond: number): string => `${perSecond.toFixed(perSecond < 10 ? 1 : 0)}/s`;

/** Its oldest item, how fast items come and go, and who works on some. */
export const queueLines = (drawing: Drawing, queue: Queue, room: number): readonly Line[] => {
	const {data} = drawing;
	const {oldest, oldestAt, putPerSecond, takenPerSecond, consumers} = queueFacts(data, queue);
	const {sessions: watchers = [], told, of} = watchersOf(data, queue.items ?? queue.path) ?? {};
	const age = oldestAt === undefined ? '' : ` ${formatAge(Math.max(0, leaderNow(data) - oldestAt))}`;
	const nameRoom = drawing.width - factWidth - widthOf(age);
	const facts: readonly Line[] = [
		...(oldest === undefined
			? []
			: factLine('oldest', `${shortenStart(escapeText(oldest), nameRoom)}${age}`)),
		...(putPerSecond === undefined || takenPerSecond === undefined
			? []
			: factLine('flow', `put ${rateText(putPerSecond)}, taken ${rateText(takenPerSecond)}`)),
		...(watchers.length === 0
			? []
			: factLine('watched', `by ${told === of ? '' : '≥'}${counted(watchers.length, 'session')}`)),
		...(consumers === undefined
			? [[span(` ${consumersUnseen}`, 'muted')]]
			: factLine('in work', `${queue.taken.length}, by ${counted(consumers, 'session')}`)),
	];
	return [...facts, ...memberLines(drawing, queue.taken, room - facts.length)];
};
