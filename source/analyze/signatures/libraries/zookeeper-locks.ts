// ZooKeeper's own locks: WriteLock of its Java recipes `x-SESSION-SEQ`, the session in decimal, and zoo_lock of its C recipes, the session
// as 16 hex digits. Data says nothing of who it is.
import {grammar} from '../../../zookeeper/layouts.ts';
import {line, type LineSignature} from '../signature.ts';

const known = {evidence: 'documented', confidence: 'certain', recipe: 'zookeeper lock'} as const;

export const zookeeperLocks: readonly LineSignature[] = [
	line({...known, name: new RegExp(`^x-[0-9a-f]{16}-${grammar.sequence}$`), order: 'text'}),
	line({...known, name: new RegExp(`^x-(?:-?\\d+|[0-9a-f]{16})-${grammar.sequence}$`), order: 'value'}),
];
