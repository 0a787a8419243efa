// `zktop znode PATH`: the data of a znode as it was recognised, its stat and its ACL, as JSON.
import {decode} from '../analyze/values/decode.ts';
import type {Layout} from '../analyze/values/layout.ts';
import type {Content} from '../collect/sample.ts';
import {answerOf} from '../collect/answer.ts';
import type {Options} from '../options.ts';
import {openedClient} from './opened-client.ts';
import {escapeText} from '../ui/escape.ts';
import {whoMay} from '../ui/panes/card/about.ts';
import {formatBytes, formatDate, formatZxid} from '../ui/format.ts';
import {printed, told, withSession, type Problem} from './one-session.ts';

export const znode = async (options: Options): Promise<number> => {
	const {path, connect, key} = options;
	const {value, problems: session} = await withSession(options, async client => {
		const opened = openedClient(client, connect.chroot, key);
		return Promise.all([
			answerOf(async () => opened.data(path), Date.now),
			answerOf(async () => client.acl(path), Date.now),
		]);
	});
	const answers = value ?? [];
	const problems = answers.flatMap((answer): readonly Problem[] =>
		answer.kind === 'failed' ? [{path, source: 'znode', ...answer.failure}] : [],
	);
	const [content, access] = value ?? [];
	const read = content?.kind === 'fresh' ? content.value : undefined;
	const acl = access?.kind === 'fresh' ? access.value.acl : undefined;
	if (options.table) {
		const may = acl?.map(whoMay).map(({text, remark}) => `may ${text}${remark}`) ?? [];
		return told(read === undefined ? may : cardLines(path, read, may), problems.slice(0, 1), session);
	}

	return printed(
		{
			path,
			...(read && {...contentJson(read.data, path), stat: read.stat}),
			...(acl && {acl}),
		},
		problems.slice(0, 1),
		session,
	);
};

/** Text where it is text; every byte in base64 as well, for what is shown may have been unpacked. */
const contentJson = (data: Buffer | undefined, path: string): Readonly<Record<string, unknown>> => {
	const {form, chain = [], lines, layout} = decode(data, path);
	const isText = ['json', 'yaml', 'properties', 'text'].includes(form);
	return {
		form,
		chain,
		...(layout && {layout: layoutJson(layout)}),
		...(isText && {text: lines.join('\n')}),
		...(!isText && form !== 'hex' && lines.length > 0 && {lines: toBlank(lines)}),
		base64: data === undefined ? null : data.toString('base64'),
	};
};

const layoutJson = ({name, by, facts}: Layout): Readonly<Record<string, unknown>> => ({
	name,
	by,
	facts: facts.map(([name, value]) => ({
		name,
		...(typeof value === 'string' ? {value} : {at: value.at}),
	})),
});

/** Without the hex dump behind a blank line. */
const toBlank = (lines: readonly string[]): readonly string[] =>
	lines.includes('') ? lines.slice(0, lines.indexOf('')) : lines;

/** For people: what it is, its stat, who may what, then its data as it was recognised. Who asks for it by its path is shown credentials, too. */
const cardLines = (path: string, {data, stat}: Content, may: readonly string[]): readonly string[] => {
	const {form, chain = [], layout, lines} = decode(data, path);
	const time = (at: number): string => (at === 0 ? 'with the server' : formatDate(at));
	const facts = layout?.facts.map(
		([name, value]) => `${name}: ${typeof value === 'string' ? value : formatDate(value.at)}`,
	);
	return [
		path,
		`created ${formatZxid(stat.czxid)} ${time(stat.ctime)}, modified ${formatZxid(stat.mzxid)} ${time(stat.mtime)}, version ${stat.version}`,
		`${stat.children} children, owner ${stat.ephemeralOwner ?? 'none'}`,
		...may,
		...(layout === undefined ? [] : [`${layout.name}, by ${layout.by}`, ...(facts ?? [])]),
		`data ${formatBytes(data?.length ?? 0)}, ${chain.map(packing => `${packing} of `).join('')}${form}`,
		'',
		...lines,
	].map(escapeText);
};
