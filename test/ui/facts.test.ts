// source/ui/facts.ts
import {expect, it} from 'vitest';
import {factLines, firstOf} from '../../source/ui/facts.ts';
import {span} from '../../source/ui/line.ts';
import {lineText} from './texts.ts';

const fact = factLines('limit', 'none is told, or maxClientCnxns is 0', {width: 30, labelWidth: 11});

it('a fact goes on below its beginning where it has no room in one row', () => {
	expect(fact.map(lineText)).toEqual([
		' limit     none is told, or',
		'           maxClientCnxns is',
		'           0',
	]);
});

it('where rows are wanting the last one that is shown ends with an ellipsis, within its width', () => {
	expect(firstOf(fact, 3, 30)).toEqual(fact);
	expect(firstOf(fact, 2, 30).map(lineText)).toEqual([
		' limit     none is told, or',
		'           maxClientCnxns is …',
	]);
	expect(firstOf([[span('whole row')], [span('more')]], 1, 9).map(lineText)).toEqual(['whole ro…']);
	expect(firstOf(fact, 0, 30)).toEqual([]);
});
