// What `:ctx` says: which contexts there are, and which ensemble is open.
import type {ContextNames} from '../options/context-finder.ts';

/** @param open What the ensemble on screen is called. */
export const contextList = ({file, found, sound, broken, fault}: ContextNames, open: string): string => {
	const others = sound.map(name => (name === open ? `${name} (open)` : name));
	const parts = [
		sound.includes(open) ? [] : [`open: ${open}`],
		others.length === 0 ? [nothingIn(file, found, fault)] : [`contexts: ${others.join(', ')}`],
		broken.length === 0 ? [] : [`broken: ${broken.join(', ')} (:ctx NAME says why)`],
		fault === undefined || others.length === 0 ? [] : [fault],
	];
	return parts.flat().join('; ');
};

const nothingIn = (file: string, found: boolean, fault: string | undefined): string =>
	fault ?? (found ? `no context in ${file}` : `there is no config file ${file}`);
