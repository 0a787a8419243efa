// Waits until there is something to show, but not long.
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';

const hasAnswered = ({live}: State): boolean =>
	live.servers.every(({srvr, mntr}) => srvr.kind !== 'unasked' && mntr.kind !== 'unasked');

/** Resolves as soon as each server has answered or failed, else after `withinMs`. */
export const firstAnswers = async (store: Store, withinMs: number): Promise<void> =>
	new Promise(resolve => {
		const end = (): void => {
			clearTimeout(deadline);
			unsubscribe();
			resolve();
		};

		const deadline = setTimeout(end, withinMs);
		const unsubscribe = store.subscribe(state => {
			if (hasAnswered(state)) {
				end();
			}
		});
	});
