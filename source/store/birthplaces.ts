// Where the sessions that are connected now were born.
import {birthplacesOf, type Birthplace} from '../analyze/birthplaces.ts';
import {remember} from './remember.ts';
import type {Data} from './state.ts';

export type {Birthplace} from '../analyze/birthplaces.ts';

const counted = remember((sessions: Data['inspection']['sessions'], servers: Data['servers']) =>
	birthplacesOf(sessions, name => servers.find(server => server.name === name)?.id),
);

export const birthplaces = ({inspection, servers}: Data): readonly Birthplace[] =>
	counted(inspection.sessions, servers);
