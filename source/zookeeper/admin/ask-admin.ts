// The AdminServer: what four-letter words tell, as JSON over HTTP. (S/server/admin/Commands.java, JettyAdminServer.java, zookeeper.md B)
//
//   question = GET /commands/NAME
//   answer   = 200 {…, "command": NAME, "error": null}                                    (answers.ts has the other cases)
//
// It counts otherwise than the words: a question here is no connection of the server and no packet (facts.md M4), and the
// connections of the plain and of the TLS port are both listed.
import {readAnswer, type AdminAnswer} from './answers.ts';
import type {AdminCommand} from './commands.ts';
import {httpGet, type AdminDoor, type GetOptions} from './http-get.ts';

/**
 * The answer to one command, free of errors; what is in it, its reader says. Throws UnsupportedError where no AdminServer
 * listens or it does not know the command, and ZooKeeperError: `not-serving`, `no-auth`, `server`, and those of `httpGet`.
 */
export const askAdmin = async (
	door: AdminDoor,
	command: AdminCommand,
	options: GetOptions,
): Promise<AdminAnswer> => readAnswer(command, await httpGet(door, `/commands/${command}`, options));
