// `npm run demo:gif`: plays the story on a real terminal and writes demo.gif. Wants DejaVu Sans Mono (Debian: fonts-dejavu-core).
import {existsSync, writeFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {openZktop} from '../helpers/zktop.ts';
import {Font} from './font.ts';
import {writeGif, type Frame} from './gif.ts';
import {Palette, pictureOf} from './picture.ts';
import {stage, tell} from './story.ts';

const file = 'demo.gif';
const fontFile = '/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf';
const pixels = 13;
const lookEveryMs = 500;
/** A pause while something is waited for is nothing to look at. */
const longestMs = 1500;

if (!existsSync(fontFile)) {
	throw new Error(`no ${fontFile} here: apt-get install fonts-dejavu-core`);
}

const {args, columns, rows} = stage;
const font = new Font(fontFile, pixels);
const palette = new Palette();
const terminal = openZktop(args, {columns, rows});
const frames: Frame[] = [];
let shown = '';
let since = 0;

const look = (): void => {
	const text = terminal.text();
	const now = performance.now();
	if (text !== shown && terminal.alternate) {
		const last = frames.pop();
		if (last !== undefined) {
			frames.push({...last, ms: Math.min(longestMs, now - since)});
		}

		frames.push({picture: pictureOf(terminal, columns, font, palette), ms: longestMs});
		[shown, since] = [text, now];
	}
};

const watch = setInterval(look, lookEveryMs);
await tell(terminal, async ms => sleep(ms), {withinMs: 60_000});
clearInterval(watch);
look();
await terminal.close();
const gif = writeGif(frames, palette.colours);
writeFileSync(file, gif);
process.stdout.write(
	`${JSON.stringify({file, frames: frames.length, colours: palette.colours.length, bytes: gif.length})}\n`,
);
