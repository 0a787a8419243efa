// HBase (ZNodePaths.java, ZKMetadata.java): below `zookeeper.znode.parent`, mostly `/hbase`, `master`, whose owner is the active one,
// `backup-masters/HOST,PORT,STARTCODE` and `rs/HOST,PORT,STARTCODE`. Data: 0xff, an int32 and so many bytes about the process, `PBUF`, a message;
// of the master field 1 is {host=1, port=2, startcode=3}.
import {asText, type Identify} from '../identity.ts';
import {stringsIn} from '../protobuf.ts';
import type {GroupSignature, PostSignature} from '../signature.ts';

const magic = [0x50, 0x42, 0x55, 0x46];
const prefixBytes = 5;

/** The message behind the prefix; undefined where the data does not look so. */
const messageIn = (data: Uint8Array): Uint8Array | undefined => {
	const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
	const start = data[0] === 0xff && data.length > prefixBytes ? prefixBytes + view.getInt32(1) : 0;
	return magic.every((byte, index) => data[start + index] === byte)
		? data.subarray(start + magic.length)
		: undefined;
};

const hostIn: Identify = data => {
	const server = stringsIn(messageIn(data) ?? new Uint8Array()).get(1);
	const host = server && stringsIn(server).get(1);
	return host && asText(host);
};

export const hbaseMaster: PostSignature = {
	recipe: 'hbase master',
	evidence: 'documented',
	path: /^.*\/hbase[^/]*\/master$/,
	identity: hostIn,
	judge: data => (data === undefined ? 'likely' : messageIn(data) === undefined ? undefined : 'certain'),
};

const serverName = /^[^,]+,\d+,\d+$/;
const places: Readonly<Record<string, string>> = {
	'/rs': 'hbase region servers',
	'/backup-masters': 'hbase backup masters',
};

export const hbaseServers: readonly GroupSignature[] = Object.entries(places).map(([place, recipe]) => ({
	recipe,
	evidence: 'documented',
	kind: 'registry',
	name: serverName,
	identity: () => undefined,
	judge: ({path}) => (path.endsWith(place) ? 'certain' : undefined),
}));
