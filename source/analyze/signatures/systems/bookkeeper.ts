// BookKeeper, auditor (AuditorElector.java): `V_SEQ`. Data: `bookieId: "HOST:PORT"`.
import {grammar} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import {line} from '../signature.ts';

export const bookkeeperElection = line({
	recipe: 'bookkeeper election',
	evidence: 'documented',
	name: new RegExp(`^V_${grammar.sequence}$`),
	order: 'value',
	elects: true,
	identity: data => /bookieId: "([^"]*)"/.exec(asText(data) ?? '')?.[1],
	confidence: 'likely',
});
