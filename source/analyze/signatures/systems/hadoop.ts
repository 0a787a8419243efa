// HDFS NameNodes and YARN ResourceManagers (ActiveStandbyElector.java): `/hadoop-ha/NAMESERVICE/ActiveStandbyElectorLock` and
// `/yarn-leader-election/CLUSTER/ActiveStandbyElectorLock`; its owner is active, all standbys watch it. `ActiveBreadCrumb` beside it is no
// ephemeral: whom to fence. Data: {nameserviceId=1, namenodeId=2, hostname=3, port=4}; of YARN {clusterId=1, rmId=2}.
import {byStrings} from '../identity.ts';
import type {PostSignature} from '../signature.ts';

const isActive = (): 'certain' => 'certain';

export const hadoopElections: readonly PostSignature[] = [
	{
		recipe: 'yarn election',
		evidence: 'documented',
		path: /^.*\/yarn-leader-election\/[^/]+\/ActiveStandbyElectorLock$/,
		identity: byStrings(2),
		judge: isActive,
	},
	{
		recipe: 'hdfs election',
		evidence: 'documented',
		path: /^.*\/ActiveStandbyElectorLock$/,
		identity: byStrings(2, 3),
		judge: isActive,
	},
];
