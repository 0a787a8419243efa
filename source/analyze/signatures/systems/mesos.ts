// Mesos, leading master (group.cpp, contender/zookeeper.cpp): `json.info_SEQ`, before 0.23 `info_SEQ`. Data: MasterInfo as JSON {"hostname", "port"}.
import {grammar} from '../../../zookeeper/layouts.ts';
import {byAddress} from '../identity.ts';
import {line} from '../signature.ts';

export const mesosElection = line({
	recipe: 'mesos election',
	evidence: 'documented',
	name: new RegExp(`^(?:json\\.)?info_${grammar.sequence}$`),
	order: 'value',
	elects: true,
	identity: byAddress('hostname', 'port'),
	confidence: 'likely',
});
