// WasmSet, in the place of Set.

import { settable } from './parts/as-map.js';
import { WasmSet } from './parts/tophash.js';

export default {
  title: 'WasmSet',
  against: 'native-set',
  side: 'tophash',
  can: ['has', 'set', 'delete', 'keys', 'order', 'clone'],
  missing: () => (WasmSet === undefined ? 'this build of tophash has no WasmSet' : undefined),
  takes: ({ goKind, text }) => !text && goKind !== 'bytes',
  load() {
    const Class = settable(WasmSet);
    return { make: () => new Class(), clone: (set) => new WasmSet(set) };
  },
};
