// `ruok`: `imok` without a newline. It proves only that the process takes connections, not that it has a quorum.
import {garbled} from '../text/garbled.ts';

/** True, always: throws `garbled` for anything but `imok`. */
export const readRuok = (text: string): true => {
	if (text.trim() !== 'imok') {
		throw garbled('ruok', text);
	}

	return true;
};
