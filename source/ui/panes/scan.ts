// How far a scan for locks has come, and what it is worth: the line above the tables that it fills.
import type {Progress} from '../../collect/jobs/job.ts';
import type {Scanned} from '../../collect/jobs/scan.ts';
import {shown, type Data, type State} from '../../store/state.ts';
import {unfollowed} from '../../store/unfollowed.ts';
import {escapeText} from '../escape.ts';
import {formatCount, formatTime, formatWholeAge} from '../format.ts';
import {span, wrap, type Line} from '../line.ts';

/** Nothing while nobody has asked for one, or where a server tells of all locks. */
export const scanLines = (state: State, width: number): readonly Line[] => {
	const text = shown(state).inspection.lockSource.kind === 'dump' ? undefined : scanText(state);
	return text === undefined
		? []
		: wrap(escapeText(text), width - 2).map((line): Line => [span(` ${line}`, 'notice')]);
};

/** `12 not readable, 3,400 or more unseen, e.g. /x: not authorised`. */
const unreadable = ({failed, failure}: Progress, {unseen}: Scanned): readonly string[] => {
	if (failure === undefined) {
		return [];
	}

	const {path, message} = failure;
	const example = message.startsWith(`${path}: `) ? message : `${path}: ${message}`;
	const hidden = unseen === 0 ? '' : `, ${formatCount(unseen)} or more unseen`;
	return [`${formatCount(failed)} not readable${hidden}, e.g. ${example}`];
};

/** What is shown of the members below a znode is as old as the scan, where they cannot be followed. */
export const unfollowedLines = (data: Data, parent: string, width: number): readonly Line[] => {
	const why = unfollowed(data, parent);
	return why === undefined
		? []
		: wrap(`as the scan found it, not followed: ${why}`, width - 2).map((line): Line => [
				span(` ${line}`, 'notice'),
			]);
};

const scanText = (state: State): string | undefined => {
	const {scan} = shown(state);
	if (scan === undefined) {
		return state.view.scan?.going === true && state.frozen === undefined ? 'the scan begins …' : undefined;
	}

	const {progress, found, earlier, at} = scan;
	const {read, left, tookMs} = progress;
	const passed =
		found.passedOver === 0
			? []
			: [`${formatCount(found.passedOver)} numbered ones taken for what a few of them are: no ephemerals`];
	const rest = [...passed, ...unreadable(progress, found)];
	switch (scan.state) {
		case 'going':
			return [
				`scanning: ${formatCount(read)} znodes read, ${formatCount(left)} known to come`,
				...rest,
				`${formatWholeAge(tookMs)} · esc stops`,
			].join(' · ');
		case 'stopped':
			return [
				`scan stopped: ${formatCount(read)} znodes read, ${formatCount(left)} known to come`,
				...rest,
				'f goes on',
			].join(' · ');
		case 'done':
			return [
				`by a scan that ended at ${formatTime(at)}: ${formatCount(read)} znodes read`,
				...rest,
				...(earlier === undefined ? [] : ['elsewhere as an earlier one found it']),
				'what is on screen is followed, all else is as it was then · f scans again',
			].join(' · ');
	}
};
