// Asks for a secret on the terminal: nothing of it is shown, not even its length.
import process from 'node:process';
import {StringDecoder} from 'node:string_decoder';

/** What is typed up to the return key; undefined without a terminal, or when ctrl-d leaves it unsaid. */
export const askSecret = async (what: string): Promise<string | undefined> => {
	const {stdin} = process;
	const output = [process.stderr, process.stdout].find(({isTTY}) => isTTY);
	if (!stdin.isTTY || output === undefined) {
		return undefined;
	}

	// First, or what is typed as soon as it is asked for is echoed.
	stdin.setRawMode(true);
	output.write(`${what}: `);
	const typed = await typedLine(stdin);
	stdin.setRawMode(false);
	output.write('\n');
	if (typed === 'interrupted') {
		process.kill(process.pid, 'SIGINT');
		return new Promise(() => undefined);
	}

	return typed?.secret;
};

type Typed = {readonly secret: string} | 'interrupted' | undefined;

const typedLine = async (stdin: NodeJS.ReadStream): Promise<Typed> =>
	new Promise(resolve => {
		const decoder = new StringDecoder('utf8');
		let secret = '';
		const listen = (chunk: Buffer): void => {
			const letters = Array.from(decoder.write(chunk).replaceAll(/\u001B\[[\d;]*[\u0040-\u007E]/g, ''));
			for (const [index, letter] of letters.entries()) {
				const next = typedInto(secret, letter);
				if (next.kind === 'ended') {
					stdin.off('data', listen);
					stdin.pause();
					leave(stdin, letters.slice(index + 1).join(''));
					resolve(next.typed);
					return;
				}

				({secret} = next);
			}
		};

		stdin.on('data', listen);
	});

/** What was typed ahead belongs to whoever reads next. */
const leave = (stdin: NodeJS.ReadStream, rest: string): void => {
	if (rest !== '') {
		stdin.unshift(Buffer.from(rest));
	}
};

type Next =
	{readonly kind: 'more'; readonly secret: string} | {readonly kind: 'ended'; readonly typed: Typed};

/** What one more character makes of it. */
export const typedInto = (secret: string, letter: string): Next => {
	switch (letter) {
		case '\r':
		case '\n':
			return {kind: 'ended', typed: {secret}};
		case '\u0003':
			return {kind: 'ended', typed: 'interrupted'};
		case '\u0004':
			return {kind: 'ended', typed: secret === '' ? undefined : {secret}};
		case '\u0015':
			return {kind: 'more', secret: ''};
		case '\b':
		case '\u007F':
			return {kind: 'more', secret: Array.from(secret).slice(0, -1).join('')};
		default:
			return {kind: 'more', secret: letter < ' ' ? secret : secret + letter};
	}
};
