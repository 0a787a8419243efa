// source/store/value.ts: in which form the value of a card is shown
import {gzipSync} from 'node:zlib';
import {expect, it} from 'vitest';
import {formsOf, linesIn, nextForm, valueShown, valueText} from '../../source/store/value.ts';
import {scripted, statOf} from './scripted.ts';

const withValue = (data: Uint8Array, path = '/app') => {
	const {sample, does, state} = scripted();
	does({type: 'card-opened', path});
	const {described} = sample(1, {
		of: 'data',
		path,
		answer: {kind: 'fresh', value: {data, stat: statOf({dataBytes: data.length})}, at: 0},
	});
	if (described === undefined) {
		throw new Error('the card is open');
	}

	return {described, does, state};
};

it('a value has its lines in each form, computed once', () => {
	const {described} = withValue(Buffer.from('zk'));
	const lines = linesIn(described, 'hex');
	expect(lines).toEqual([expect.stringContaining('7a 6b')]);
	expect(linesIn(described, 'hex')).toBe(lines);
	expect(linesIn(described, 'text')).toEqual(['zk']);
});

it('the forms follow each other in a circle', () => {
	const {described} = withValue(gzipSync('{"a": 1}'));
	expect(formsOf(described)).toEqual(['json', 'text', 'number', 'hex', 'stored']);
	expect(nextForm(described, undefined)).toBe('text');
	expect(nextForm(described, 'stored')).toBe('json');
	expect(linesIn(described, 'stored')[0]).toContain('1f 8b');
	expect(linesIn(described, 'hex')[0]).toContain('7b 22 61');
});

it('a form that the newest value has not gives way to the one that was recognised', () => {
	const {does, state} = withValue(Buffer.from('plain'));
	does({type: 'form-chosen', form: 'number'});
	expect(valueShown(state())).toMatchObject({form: 'text'});
});

it('credentials are shown when somebody asks for them, not before', () => {
	const {described, does, state} = withValue(Buffer.from('{"salt": "x"}'), '/config/users/zoe');
	expect(valueShown(state())).toBeUndefined();
	expect(valueText(state())).toBeUndefined();
	does({type: 'form-chosen', form: nextForm(described, undefined)});
	expect(valueShown(state())).toMatchObject({form: 'json'});
});

it('what is copied is the text as it is, and of bytes the lines that are shown', () => {
	const json = '{"a":1}\r\n';
	expect(valueText(withValue(Buffer.from(json)).state())).toBe(json);
	expect(valueText(withValue(Uint8Array.of(0, 255)).state())).toMatch(/^000000 {2}00 ff/);
});
