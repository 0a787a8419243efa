// Kafka with ZooKeeper, up to 3.9 (ZkData.scala, read at 3.8.0): `/controller`, whose owner is the controller and which all brokers watch, data
// {"version", "brokerid", "timestamp"}; `/brokers/ids/ID`, data {"host", "port", "endpoints", "rack"}. Maybe below a chroot.
import {byAddress, byField, fieldsIn, firstOf} from '../identity.ts';
import type {GroupSignature, PostSignature} from '../signature.ts';

const brokerOf = byField('brokerid');
const endpoint = /^\w+:\/\/(.*)$/;

export const kafkaController: PostSignature = {
	recipe: 'kafka controller',
	evidence: 'documented',
	path: /^.*\/controller$/,
	identity(data) {
		const broker = brokerOf(data);
		return broker === undefined ? undefined : `broker ${broker}`;
	},
	judge: data => (data === undefined ? 'guess' : brokerOf(data) === undefined ? undefined : 'certain'),
};

export const kafkaBrokers: GroupSignature = {
	recipe: 'kafka brokers',
	evidence: 'documented',
	kind: 'registry',
	name: /^\d+$/,
	// Without a listener in plain text `host` is null.
	identity: firstOf(byAddress('host', 'port'), data => {
		const {endpoints} = fieldsIn(data) ?? {};
		return Array.isArray(endpoints) ? endpoint.exec(String(endpoints[0]))?.[1] : undefined;
	}),
	judge({path, memberData}) {
		if (!path.endsWith('/brokers/ids')) {
			return undefined;
		}

		const fields = fieldsIn(memberData);
		return fields !== undefined && 'endpoints' in fields ? 'certain' : 'likely';
	},
};
