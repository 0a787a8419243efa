// The tables of keys and commands in the README against those of the program.

type Binding = {readonly label: string; readonly does: string};

/** The cells of each row of each Markdown table, without code marks. */
const rowsOf = (markdown: string): string[][] =>
	markdown
		.split('\n')
		.filter(line => line.trimStart().startsWith('|'))
		.map(line => line.split(/(?<!\\)\|/).map(cell => cell.replaceAll('\\|', '|').replaceAll('`', '').trim()));

/** Bindings and commands of which no row of a table in the README has both what is typed and what it does. */
export const missingKeys = (bindings: readonly Binding[], readme: string): string[] => {
	const rows = rowsOf(readme);
	return bindings
		.filter(({label, does}) => !rows.some(cells => cells.includes(label) && cells.includes(does)))
		.map(({label, does}) => `README's tables have no row "| ${label} | ${does} |"`);
};
