// However zktop ends, the terminal is as it was: main screen, cursor, line editing, no modes left on.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {isAlive} from '../helpers/child.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {openTerminal, type Terminal} from '../helpers/terminal.ts';
import {until} from '../helpers/until.ts';
import {closing, keys, open, patient} from './story.ts';

const cli = resolve(import.meta.dirname, '../../dist/cli.js');
// The shell stays when zktop has ended, and tells how, and in what state it got its terminal back.
const script = `echo before; "$0" "$@"; echo "exit $?"; stty -a | tr ' ;' '\\n\\n' | grep -E '^-?(icanon|echo|isig)$' | tr '\\n' ' '; read stay`;

/** The process that a shell waits for. */
const childOf = (shell: number): number => {
	const [child = ''] = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').split(' ');
	return Number(child);
};

const fault = (name: string): Readonly<Record<string, string>> => ({
	NODE_OPTIONS: `--import=${pathToFileURL(resolve(import.meta.dirname, `faults/${name}.ts`)).href}`,
});

/** User and system time that a process has taken, in ticks of the kernel's clock. */
const cpuOf = (pid: number): number => {
	const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
	return Number(fields[11]) + Number(fields[12]);
};

describeWithZooKeeper('the terminal is given back', () => {
	let ensemble: Ensemble;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
	});
	afterAll(async () => ensemble.stop());

	/** zktop in a shell in a terminal, with its first znodes on the screen. */
	const openInShell = async (env: Readonly<Record<string, string>> = {}): Promise<Terminal> => {
		const args = ['-c', script, process.execPath, cli, ensemble.connectString];
		const terminal = closing(openTerminal({command: '/bin/sh', args, env}));
		await terminal.waitFor(/▸ zookeeper +2 /, patient);
		expect(terminal).toMatchObject({alternate: true, cursor: {visible: false}});
		expect(terminal.modes.bracketedPasteMode).toBe(true);
		return terminal;
	};

	const signal = (name: NodeJS.Signals) => (terminal: Terminal) => {
		process.kill(childOf(terminal.pid), name);
	};

	const type = (text: string) => (terminal: Terminal) => {
		terminal.press(text);
	};

	const expectRestored = async (terminal: Terminal, exitCode: number): Promise<void> => {
		await terminal.waitFor(`exit ${exitCode}`, patient);
		await terminal.waitFor(/isig icanon echo/, patient);
		expect(terminal).toMatchObject({alternate: false, cursor: {visible: true}});
		expect(terminal.modes).toMatchObject({bracketedPasteMode: false, mouseTrackingMode: 'none'});
		expect(terminal.screen()[0]).toBe('before');
	};

	it.each([
		['q', type('q'), 0],
		['ctrl-c', type(keys.ctrl('c')), 0],
		['ctrl-c in the filter', type(`/${keys.ctrl('c')}`), 0],
		['ctrl-c in the help while paused', type(`p?${keys.ctrl('c')}`), 0],
		['SIGTERM', signal('SIGTERM'), 143],
		['SIGINT', signal('SIGINT'), 130],
		['SIGHUP', signal('SIGHUP'), 129],
	])('after %s', async (_, act, exitCode) => {
		const terminal = await openInShell();
		act(terminal);
		await expectRestored(terminal, exitCode);
		expect(terminal.screen()[1]).toBe(`exit ${exitCode}`);
	});

	it.each([
		['a throw in a timer', 'throw-in-timer', 'Error: thrown in a timer'],
		['a throw in render', 'throw-in-render', 'Error: thrown in render'],
		['an unhandled rejection', 'reject', 'Error: rejected and never caught'],
	])('after %s, and the reason stands on it, once', async (_, name, message) => {
		const terminal = await openInShell(fault(name));
		signal('SIGUSR2')(terminal);
		await expectRestored(terminal, 1);
		expect(terminal.screen()[1]).toBe('zktop: a defect of zktop, please report it');
		expect(terminal.screen()[2]).toBe(message);
		expect(terminal.text().split(message)).toHaveLength(2);
	});

	it('and when it has gone away, zktop ends and does not spin', async () => {
		const terminal = open([ensemble.connectString]);
		await terminal.waitFor(/▸ zookeeper +2 /, patient);
		const {pid} = terminal;
		terminal.hangUp();
		await until(
			() => (isAlive(pid) ? undefined : true),
			() => `zktop (${pid}) ends, it has used ${cpuOf(pid)} ticks`,
		);
	});

	it('and when only its other end has gone, without a signal, zktop ends too, and blames nobody', () => {
		// Python opens the terminal, and closes it without a SIGHUP: zktop leads no session there.
		const program = `
import os, pty, subprocess, sys
ours, theirs = pty.openpty()
child = subprocess.Popen(sys.argv[1:], stdin=theirs, stdout=theirs, stderr=subprocess.PIPE)
os.close(theirs)
shown = b""
while b"zookeeper" not in shown:
	shown += os.read(ours, 65536)
os.close(ours)
try:
	complaints = child.communicate(timeout=15)[1].decode()
	print(child.returncode, complaints)
except subprocess.TimeoutExpired:
	child.kill()
	print("still runs")
`;
		const ended = execFileSync('python3', ['-c', program, process.execPath, cli, ensemble.connectString], {
			encoding: 'utf8',
			env: {...process.env, TERM: 'xterm-256color'},
		});
		expect(ended).toMatch(/^129 /);
		expect(ended).not.toContain('defect');
	});
});
