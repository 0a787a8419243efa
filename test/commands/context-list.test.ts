// What `:ctx` says.
import {expect, it} from 'vitest';
import {contextList} from '../../source/commands/context-list.ts';

const names = {file: '/etc/zktop.toml', found: true, sound: ['east', 'west'], broken: [], fault: undefined};

it.each([
	['the open one among the others', names, 'west', 'contexts: east, west (open)'],
	['an ensemble of a connect string', names, 'zk1:2181', 'open: zk1:2181; contexts: east, west'],
	[
		'those that are broken',
		{...names, broken: ['north']},
		'east',
		'contexts: east (open), west; broken: north (:ctx NAME says why)',
	],
	['a file without any', {...names, sound: []}, 'zk1:2181', 'open: zk1:2181; no context in /etc/zktop.toml'],
	[
		'no file',
		{...names, sound: [], found: false},
		'zk1:2181',
		'open: zk1:2181; there is no config file /etc/zktop.toml',
	],
	[
		'a broken file',
		{...names, sound: [], fault: 'config file /etc/zktop.toml: line 1'},
		'east',
		'open: east; config file /etc/zktop.toml: line 1',
	],
	[
		'a file that is broken beside its contexts',
		{...names, fault: 'config file /etc/zktop.toml: default: is empty'},
		'east',
		'contexts: east (open), west; config file /etc/zktop.toml: default: is empty',
	],
])('tells %s', (_, known, open, text) => {
	expect(contextList(known, open)).toBe(text);
});
