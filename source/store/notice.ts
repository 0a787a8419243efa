// What is said in the last row for some seconds, or until the next key.
import type {Event} from './events.ts';
import type {View} from './state.ts';

type NoticeEvent = Extract<Event, {type: 'noticed' | 'notice-read' | 'travelled' | 'bookmarked'}>;

/** The view after an event that says something. */
export const reduceNotice = (view: View, event: NoticeEvent): View => {
	switch (event.type) {
		case 'noticed':
			return withNotice(afterLetter(view), event);
		case 'notice-read':
			return view.notice === undefined ? view : {...view, notice: undefined};
		case 'travelled':
			return withNotice(view, event.notice);
		case 'bookmarked':
			return withNotice(afterLetter(view), {text: marking(event), at: event.at});
	}
};

/** The letter was given, or refused. */
const afterLetter = (view: View): View =>
	view.mode.kind === 'letter' ? {...view, mode: view.mode.back} : view;

const marking = ({name, path}: {readonly name: string; readonly path: string | undefined}): string =>
	path === undefined ? `${name} is marked no more` : `${name} marks ${path}`;

const withNotice = (view: View, notice: View['notice']): View =>
	notice === undefined ? view : {...view, notice: {text: notice.text, at: notice.at}};
