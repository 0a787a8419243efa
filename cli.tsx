#!/usr/bin/env node
// zktop's front door: reads the command line, runs one verb, turns its result into an exit code.
process.title = 'zktop';
if (Number.parseInt(process.versions.node) < 22) {
	process.stderr.write(`zktop: needs Node.js 22 or newer; ${process.execPath} is ${process.versions.node}\n`);
	process.exit(1);
}

// Who reads our output may leave before its end, as head(1) does. A terminal that has gone is the screen's affair.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code !== 'EPIPE' && !process.stdout.isTTY) {
		throw error;
	}
});

const {readOptions} = await import('./source/options.ts');
const parsed = await readOptions(process.argv.slice(2), process.env);

switch (parsed.kind) {
	case 'usage':
		process.stderr.write(`zktop: ${parsed.message}\n${parsed.hint}\n`);
		process.exitCode = parsed.exitCode;
		break;
	case 'help':
		process.stdout.write(`${parsed.text}\n`);
		break;
	case 'version': {
		const {default: manifest} = await import('./package.json', {with: {type: 'json'}});
		process.stdout.write(`zktop ${manifest.version}\n`);
		break;
	}

	case 'contexts':
		process.exitCode = await (
			await import('./source/commands/contexts.ts')
		).contexts(parsed.config, parsed.json);
		break;
	case 'demo':
		process.exitCode = await (await import('./source/commands/demo.ts')).demo(parsed.options);
		break;
	case 'recipe':
		process.stderr.write(parsed.warnings.map(warning => `zktop: ${warning}\n`).join(''));
		process.exitCode = await (await import('./source/commands/coordinate.ts')).coordinate(parsed.options);
		break;
	case 'run':
		process.stderr.write(parsed.warnings.map(warning => `zktop: ${warning}\n`).join(''));
		process.exitCode = await (await import('./source/commands/run.ts')).run(parsed.options, parsed.contexts);
		break;
}
