// A hex dump where sixteen bytes a line are too wide: eight a line.
const bytesPerLine = 16;
const half = bytesPerLine / 2;

/** `000010  65 07 … 6c  e..]52;c;aGk=..l`: offset, bytes, printable characters. */
const dumped = /^(?<offset>[\da-f]+) {2}(?<bytes>(?:[\da-f ]{3}){16}) (?<text>.*)$/s;

/** The lines of a dump within `width` columns, if eight bytes a line are enough for that. */
export const hexWithin = (lines: readonly string[], width: number): readonly string[] =>
	lines.every(({length}) => length <= width) ? lines : lines.flatMap(halves);

const halves = (line: string): readonly string[] => {
	const {offset, bytes, text} = dumped.exec(line)?.groups ?? {};
	if (offset === undefined || bytes === undefined || text === undefined) {
		return [line];
	}

	return [0, half]
		.filter(from => from === 0 || text.length > half)
		.map(from => {
			const at = (Number.parseInt(offset, 16) + from).toString(16).padStart(offset.length, '0');
			return `${at}  ${bytes.slice(from * 3, (from + half) * 3)} ${text.slice(from, from + half)}`;
		});
};
