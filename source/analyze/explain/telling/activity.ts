// How the tree has grown, and who was busy.
import {formatBytes, formatCount, formatShort} from '../../quantity.ts';
import type {Explanation} from '../explain.ts';
import {plain, type Sentence} from './sentence.ts';

const signed = (value: number, format: (value: number) => string): string =>
	value < 0 ? `−${format(-value)}` : `+${format(value)}`;

export const znodeSentence = ({znodes, from, to}: Explanation): readonly Sentence[] => {
	const {count, dataBytes, paths} = znodes;
	if (count.before === undefined || count.now === undefined) {
		return [];
	}

	const grown = count.now - count.before;
	const bytes =
		dataBytes.before === undefined || dataBytes.now === undefined || dataBytes.before === dataBytes.now
			? ''
			: `, ${signed(dataBytes.now - dataBytes.before, formatBytes)} of data`;
	const [first] = paths.filter(({children}) => children !== 0);
	const where =
		first === undefined ? '' : `; ${first.path} has ${signed(first.children, formatCount)} children`;
	return [
		grown === 0 && bytes === '' && where === ''
			? plain(`As many znodes as before: ${formatCount(count.now)}.`)
			: plain(
					`${signed(grown, formatCount)} znodes, ${signed((grown * 1000) / Math.max(1, to - from), formatShort)}/s, to ${formatCount(count.now)}${bytes}${where}.`,
				),
	];
};

export const writerSentence = ({writers}: Explanation): readonly Sentence[] => {
	const [path] = writers.paths.filter(({writesPerSecond}) => writesPerSecond > 0);
	const [client] = writers.clients;
	const parts = [
		...(path === undefined
			? []
			: [`most is written below ${path.path}, ${formatShort(path.writesPerSecond)}/s`]),
		...(client === undefined
			? []
			: [
					`the busiest client is ${client.address} with ${formatShort(client.requestsPerSecond)} requests/s, ${Math.round(client.share * 100)} % of all`,
				]),
	].join('; ');
	return parts === '' ? [] : [plain(`${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`)];
};
