// The verbs that look: each is loaded when it is asked for, so that a text verb never pays for the screen.
import type {Contexts, Options} from '../options.ts';

/** Runs one; resolves with the exit code. */
export const run = async (options: Options, contexts: Contexts): Promise<number> => {
	switch (options.verb) {
		case 'top':
			return (await import('./top.tsx')).top(options, contexts);
		case 'servers':
			return (await import('./servers.ts')).servers(options);
		case 'metrics':
			return (await import('./metrics.ts')).metrics(options);
		case 'tree':
			return (await import('./tree.ts')).tree(options);
		case 'znode':
			return (await import('./znode.ts')).znode(options);
		case 'usage':
			return (await import('./usage.ts')).usage(options);
		case 'find':
			return (await import('./find.ts')).find(options);
		case 'diff':
			return (await import('./diff.ts')).diff(options);
		case 'growth':
			return (await import('./growth.ts')).growth(options);
		case 'locks':
			return (await import('./locks.ts')).locks(options);
		case 'groups':
			return (await import('./groups.ts')).groups(options);
		case 'elections':
			return (await import('./elections.ts')).elections(options);
		case 'registries':
			return (await import('./registries.ts')).registries(options);
		case 'sessions':
			return (await import('./sessions.ts')).sessions(options);
		case 'clients':
			return (await import('./clients.ts')).clients(options);
		case 'namespaces':
			return (await import('./namespaces.ts')).namespaces(options);
		case 'sources':
			return (await import('./sources.ts')).sources(options);
		case 'findings':
			return (await import('./findings.ts')).findings(options);
		case 'explain':
			return (await import('./explain.ts')).explain(options);
		case 'check':
			return (await import('./check.ts')).check(options);
	}
};
