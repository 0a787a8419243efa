// The README tells every key and every command.
import {expect, it} from 'vitest';
import {missingKeys} from './keys.ts';
import {readText} from './source-files.ts';

const keymap = 'source/ui/keymap.ts';
const commandTable = 'source/ui/prompt/commands.ts';

it.runIf(readText(keymap) !== undefined)(
	'has each binding of the keymap in a table of README.md',
	async () => {
		const {bindings} = await import('../../source/ui/keymap.ts');
		expect(bindings.length).toBeGreaterThan(0);
		expect(missingKeys(bindings, readText('README.md') ?? '')).toEqual([]);
	},
);

it.runIf(readText(commandTable) !== undefined)(
	'has each command of the prompt in a table of README.md',
	async () => {
		const {commands, labelOf} = await import('../../source/ui/prompt/commands.ts');
		const rows = commands.map(command => ({label: labelOf(command), does: command.does}));
		expect(rows.length).toBeGreaterThan(0);
		expect(missingKeys(rows, readText('README.md') ?? '')).toEqual([]);
	},
);

it('misses a key that is not there, or does something else', () => {
	const readme =
		'| key | does |\n|---|---|\n| `q` | close the view; at home quit |\n| `\\|` | split |\nz zooms\n';
	expect(missingKeys([{label: 'q', does: 'close the view; at home quit'}], readme)).toEqual([]);
	expect(missingKeys([{label: '|', does: 'split'}], readme)).toEqual([]);
	expect(missingKeys([{label: 'q', does: 'quit'}], readme)).toHaveLength(1);
	expect(missingKeys([{label: 'z', does: 'zooms'}], readme)).toEqual([
		'README\'s tables have no row "| z | zooms |"',
	]);
});
