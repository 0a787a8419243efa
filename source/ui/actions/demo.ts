// The keys of the demo's panel: what can be broken there, and the hints of a drill.
import {targetOf} from '../../store/demo.ts';
import type {DemoFault, DemoTarget} from '../../store/demo-ask.ts';
import type {Event} from '../../store/events.ts';
import {smallest} from '../layout.ts';
import {drillTop} from '../panes/drill.ts';
import {close, type Context} from './actions.ts';
import {refuse, type Refusal} from '../prompt/commands.ts';

/** Its title, what is aimed at, its faults, what heals them, and a line of the drill; the screen above it. */
export const openFromRows = smallest.rows + 5;

const noDemo = refuse('nothing can be broken here: that is what zktop demo is for');

const noRoom = refuse(`no room for the panel: it takes a screen of ${openFromRows} rows`);

/** Nothing is broken by keys of a panel that nobody sees, as after the screen became smaller. */
const seen =
	(run: (context: Context) => Event | Refusal) =>
	(context: Context): Event | Refusal =>
		context.state.view.size.rows < openFromRows ? noRoom : run(context);

/** Opens the panel. */
export const openDemo = ({state: {demo, view}}: Context): Event | Refusal =>
	demo === undefined
		? noDemo
		: view.size.rows < openFromRows
			? noRoom
			: {type: 'demo-opened', top: drillTop(demo)};

const aim =
	(by: number) =>
	({state: {demo}}: Context): Event | Refusal =>
		demo === undefined ? noDemo : {type: 'demo-aimed', by};

const hint = ({state: {demo}}: Context): Event | Refusal =>
	demo?.drill === undefined ? refuse('no drill is on: zktop demo --list-drills') : {type: 'demo-hinted'};

const make =
	(fault: DemoFault, kind: DemoTarget['kind']) =>
	({state: {demo}}: Context): Event | Refusal => {
		const target = demo && targetOf(demo);
		if (target === undefined) {
			return noDemo;
		}

		return target.kind === kind
			? {type: 'demo-asked', ask: {fault, target: target.id}}
			: refuse(`that is for ${kind}s, and ${target.label} is a ${target.kind}: ← → choose another one`);
	};

/** What does what, in the order of the panel. */
export const demoFaults: ReadonlyArray<{
	readonly fault: DemoFault;
	readonly of: DemoTarget['kind'];
	readonly key: string;
	readonly name: string;
	readonly does: string;
}> = [
	{fault: 'freeze', of: 'server', key: 'f', name: 'freeze', does: 'freeze the server; again: let it go on'},
	{fault: 'kill', of: 'server', key: 'k', name: 'kill', does: 'kill the server; again: start it'},
	{fault: 'slow-disk', of: 'server', key: 's', name: 'slow disk', does: 'slow its disk down, and back'},
	{
		fault: 'partition',
		of: 'server',
		key: 'p',
		name: 'partition',
		does: 'cut the server off from the others, and back',
	},
	{
		fault: 'cut',
		of: 'client',
		key: 'c',
		name: 'cut off',
		does: 'cut off the sessions that the client has, and back; it may come with a new one',
	},
	{fault: 'delay', of: 'client', key: 'd', name: 'delay', does: 'delay what they are told, and back'},
	{fault: 'expire', of: 'client', key: 'x', name: 'expire', does: 'expire its sessions'},
];

export const demoKeys = [
	{id: 'demo-next', keys: ['right', 'l'], label: '→ l', does: 'the next server or client', run: seen(aim(1))},
	{id: 'demo-before', keys: ['left'], label: '←', does: 'the one before', run: seen(aim(-1))},
	...demoFaults.map(({fault, of, key, does}) => ({
		id: `demo-${fault}`,
		keys: [key],
		label: key,
		does,
		run: seen(make(fault, of)),
	})),
	{
		id: 'demo-heal',
		keys: ['h'],
		label: 'h',
		does: 'heal everything',
		run: seen(() => ({type: 'demo-asked', ask: 'heal'})),
	},
	{
		id: 'demo-hint',
		keys: ['n'],
		label: 'n',
		does: 'the next hint of the drill, at last the solution',
		run: seen(hint),
	},
	{
		id: 'demo-close',
		keys: ['escape', 'q', 'F'],
		label: 'esc q F',
		does: 'close the panel',
		hint: 'back',
		run: close,
	},
];
