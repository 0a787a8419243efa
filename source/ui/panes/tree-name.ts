// The name in a row of the tree and what is said behind it: one reads the name first, so all else gives way to it.
import {shorten, shortenStart, widthOf} from '../line.ts';

export type Naming = {
	readonly name: string;
	/** It stands in line: its place and the end of its name tell it apart. */
	readonly inLine: boolean;
	/** ` +`, ` ~`: what has just happened to it. */
	readonly mark: string;
	/** ` quota 6/5! lock ×3` and shorter forms of it, the longest first. */
	readonly recipes: readonly string[];
	/** ` e`, ` 2 es`. */
	readonly kind: string;
	/** ` +71/s`. */
	readonly rate: string;
};

export type Named = {readonly name: string; readonly mark: string; readonly said: string};

/** A name that is too long is not cut shorter than this for its kind. */
const leastName = 6;
/** So much of a name in line says which one it is. */
const inLineName = 12;

/** In at most so many columns. */
export const named = (naming: Naming, room: number): Named => {
	const {name, inLine, mark, recipes, kind, rate} = naming;
	const left = room - widthOf(name);
	const behind = widthOf(mark) <= left ? mark : '';
	const forms = [...recipes.map(recipe => recipe + kind + rate), ...recipes.map(recipe => recipe + kind)];
	const said = [...forms, kind + rate, kind].find(text => widthOf(text) <= left - widthOf(behind));
	if (inLine) {
		return said === undefined ? cutInLine(naming, room) : {name, mark: behind, said};
	}

	return left < 0 ? cutName(naming, room) : {name, mark: behind, said: said ?? ''};
};

/** Its place is told before its name. */
const cutInLine = ({name, mark, kind}: Naming, room: number): Named => {
	const left = room - widthOf(kind) - widthOf(mark);
	return {name: shortenStart(name, Math.min(inLineName, left)), mark, said: kind};
};

const cutName = ({name, mark, kind}: Naming, room: number): Named => {
	const left = room - widthOf(mark);
	const said = left - widthOf(kind) < leastName ? '' : kind;
	return {name: shortName(name, left - widthOf(said)), mark, said};
};

/** What tells numbered znodes apart stands at their end. */
export const shortName = (name: string, room: number): string =>
	/\d{3}$/.test(name) ? shortenStart(name, room) : shorten(name, room);
