// Waiting for what a client says of itself.
import type {Client, ClientState} from '../../source/zookeeper/client.ts';

type Kind = ClientState['kind'];
type StateOf<K extends Kind> = Extract<ClientState, {kind: K}>;

const isOf = <K extends Kind>(state: ClientState, kind: K): state is StateOf<K> => state.kind === kind;

/** The next state of this kind that holds this too; states before the call do not count. */
export const nextState = async <K extends Kind>(
	client: Client,
	kind: K,
	also: (state: StateOf<K>) => boolean = () => true,
): Promise<StateOf<K>> =>
	new Promise(resolve => {
		const stop = client.onState(state => {
			if (isOf(state, kind) && also(state)) {
				stop();
				resolve(state);
			}
		});
	});

/** Starts the client and waits until it is connected. */
export const connect = async (client: Client): Promise<StateOf<'connected'>> => {
	const connected = nextState(client, 'connected');
	client.start();
	return connected;
};

/** Starts the client and waits for why it does not get connected. */
export const failToConnect = async (client: Client): Promise<StateOf<'connecting'>['failure']> => {
	const failed = nextState(client, 'connecting', ({failure}) => failure !== undefined);
	client.start();
	return (await failed).failure;
};
