// The screen on a real ensemble in a real terminal, beside Debian's zktop. `npm run bench:screen [-- other/dist/cli.js …]` compares builds.
import {report, type Figure} from './figures.ts';
import {measureFirstFrame} from './screen/first-frame.ts';
import {measureKeys} from './screen/keys.ts';
import {isComplete, ours} from './screen/programs.ts';
import {measureQuiet} from './screen/quiet.ts';
import {startScene} from './screen/scene.ts';
import {measureTextVerbs} from './screen/text-verbs.ts';

const clis = ['dist/cli.js', ...process.argv.slice(2)];

const print = (figures: readonly Figure[]): void => {
	for (const figure of figures) {
		report('screen', figure);
	}
};

const scene = await startScene();
const builds = clis.map(cli => ours(cli));
print(await measureFirstFrame(builds, scene.connectString));
for (const build of builds) {
	const taped = build.open(scene.connectString);
	await taped.terminal.waitFor(isComplete(build));
	for (const measure of [measureQuiet, measureKeys]) {
		print((await measure(taped)).map(figure => ({...figure, program: build.name})));
	}

	await taped.terminal.close();
}

print(await measureTextVerbs(clis));
await scene.stop();
