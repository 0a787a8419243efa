// `npm run bench:chaos [MINUTES]`: the chaos of test/integration/chaos.test.ts for as long as you like, ten minutes unless told; a line of JSON at the end.
import {runChaos} from '../test/helpers/chaos.ts';
import {startEnsemble} from '../test/helpers/ensemble.ts';
import {disagreements, faultsIn, olderThanBefore} from '../test/helpers/history.ts';

const minutes = Number(process.argv[2] ?? 10);
const ensemble = await startEnsemble({servers: 3});
const {contenders, electors, registers, editions, ends, deeds} = await runChaos({
	ensemble,
	contenders: 7,
	electors: 3,
	forMs: minutes * 60_000,
	random: Math.random,
	tell: deed => process.stderr.write(`${deed}\n`),
});
await ensemble.stop();
const faults = [
	...[contenders, electors].flatMap(group => faultsIn(group.flatMap(({history}) => history()))),
	...editions.flatMap(olderThanBefore),
	...disagreements(ends),
];
const held = [...contenders, ...electors].reduce((sum, {history}) => sum + history().length, 0);
const [accepted, refused] = [
	registers.map(({accepted}) => accepted()),
	registers.map(({refused}) => refused()),
];
process.stdout.write(
	`${JSON.stringify({bench: 'chaos', minutes, deeds: deeds.length, held, accepted, refused, transactions: ends.size, faults})}\n`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
