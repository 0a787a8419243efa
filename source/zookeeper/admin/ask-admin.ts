// The AdminServer: what four-letter words tell, as JSON over HTTP. (S/server/admin/Commands.java, JettyAdminServer.java, zookeeper.md B)
//
//   question = GET /commands/NAME
//   answer   = 200 {…, "command": NAME, "error": null}                                    (answers.ts has the other cases)
//
// It counts otherwise than the words: a question here is no connection of the server and no packet (facts.md M4), and the
// connections of the plain and of the TLS port are both listed.
import {readAnswer, type AdminAnswer} from './answers.ts';
import {httpGet, type AdminDoor, type GetOptions} from './http-get.ts';

/**
 * The commands that zktop asks: they only read. Those that reset or set something (stat_reset, connection_stat_reset,
 * set_trace_mask, restore, shed_connections) are not in it, nor the dear watches and watches_by_path.
 */
export type AdminCommand =
	| 'configuration'
	| 'connections'
	| 'dump'
	| 'hash'
	| 'initial_configuration'
	| 'is_read_only'
	| 'last_snapshot'
	| 'leader'
	| 'monitor'
	| 'server_stats'
	| 'system_properties'
	| 'voting_view'
	| 'watch_summary'
	| 'zabstate';

/**
 * The answer to one command, free of errors; what is in it, its reader says. Throws UnsupportedError where no AdminServer
 * listens or it does not know the command, and ZooKeeperError: `not-serving`, `no-auth`, `server`, and those of `httpGet`.
 */
export const askAdmin = async (
	door: AdminDoor,
	command: AdminCommand,
	options: GetOptions,
): Promise<AdminAnswer> => readAnswer(command, await httpGet(door, `/commands/${command}`, options));
