// Values that hold secrets print as what they are, not as what they hold: in a crash message, a log, a JSON document.
import {inspect} from 'node:util';

/** The same value; inspected or made into JSON it is this description. Its properties can be read as before. */
export const sealed = <T extends object>(value: T, description: string): T => {
	const describe = (): string => description;
	const printed = Object.defineProperties(value, {
		[inspect.custom]: {value: describe},
		toJSON: {value: describe},
	});
	return Object.freeze(printed);
};
