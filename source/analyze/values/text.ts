// Text in a value: whether it is any, and whether it is JSON, YAML or properties.
const utf8 = new TextDecoder('utf8', {fatal: true});

/** Valid UTF-8 with few control characters is text: an int64 counter is valid UTF-8 too, but all control characters. */
export const asText = (data: Uint8Array): string | undefined => {
	try {
		const text = utf8.decode(data);
		const controls = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0;
		return controls * 10 > text.length ? undefined : text;
	} catch {
		return undefined;
	}
};

export const linesOf = (text: string): readonly string[] => text.split(/\r?\n/);

/** An object or an array; undefined where it is none. A bare number or word says nothing about how it is meant. */
export const parsedJson = (text: string): object | undefined => {
	if (!/^\s*[[{]/.test(text)) {
		return undefined;
	}

	try {
		return JSON.parse(text) as object;
	} catch {
		return undefined;
	}
};

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;

/** JSON laid out, each number and string as it is written: to parse and print it would round large numbers. */
export const jsonLines = (json: string): readonly string[] => {
	const lines: string[] = [];
	let [line, depth, before] = ['', 0, ''];
	const next = (by: number): void => {
		lines.push(line);
		depth += by;
		line = '  '.repeat(depth);
	};

	for (const [piece] of json.matchAll(token)) {
		const opens = before === '{' || before === '[';
		if (piece === '}' || piece === ']') {
			if (!opens) {
				next(-1);
			}
		} else if (opens) {
			next(1);
		} else if (before === ',') {
			next(0);
		}

		line += piece === ':' ? ': ' : piece;
		before = piece;
	}

	return [...lines, line];
};

const yamlLine =
	/^(?:---.*|\.\.\.|\s*#.*|\s*(?:- +)*(?:"[^"]*"|'[^']*'|[\w$./-]+) ?:(?: .*)?|\s*-(?: .*)?|\s{2,}\S.*|\s*)$/;
const yamlKey = /^\s*(?:- +)*(?:"[^"]*"|'[^']*'|[\w$./-]+) ?:(?: |$)/;

/** Every line could be YAML's, and there are keys. One line alone may be a sentence. */
export const looksLikeYaml = (lines: readonly string[]): boolean =>
	(lines.filter(line => line !== '').length > 1 || lines[0] === '---') &&
	lines.every(line => yamlLine.test(line)) &&
	lines.some(line => yamlKey.test(line));

const propertyLine = /^\s*(?:[#!].*|[^\s=:#!]+\s*=.*|)$/;

/** Java's properties, and zoo.cfg. */
export const looksLikeProperties = (lines: readonly string[]): boolean =>
	lines.every(line => propertyLine.test(line)) && lines.some(line => /^\s*[^\s=#!]+\s*=/.test(line));
