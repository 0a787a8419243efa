// The key table of the README against the keymap of the program.

type Binding = {readonly label: string; readonly does: string};

/** The cells of each row of each Markdown table, without code marks. */
const rowsOf = (markdown: string): string[][] =>
	markdown
		.split('\n')
		.filter(line => line.trimStart().startsWith('|'))
		.map(line => line.split(/(?<!\\)\|/).map(cell => cell.replaceAll('\\|', '|').replaceAll('`', '').trim()));

/** Bindings of which no row of a table in the README has both the keys and what they do. */
export const missingKeys = (bindings: readonly Binding[], readme: string): string[] => {
	const rows = rowsOf(readme);
	return bindings
		.filter(({label, does}) => !rows.some(cells => cells.includes(label) && cells.includes(does)))
		.map(({label, does}) => `README's key table has no row "| ${label} | ${does} |"`);
};
