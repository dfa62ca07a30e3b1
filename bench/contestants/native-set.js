// The engine's own Set.

import { settable } from './parts/as-map.js';
import { ofBytes } from './parts/latin1.js';

export default {
  title: 'Set',
  side: 'native',
  can: ['has', 'set', 'delete', 'keys', 'order', 'clone'],
  takes: ({ text }) => !text,
  load({ goKind }) {
    const Class = settable(goKind === 'bytes' ? ofBytes(Set) : Set);
    return { make: () => new Class(), clone: (set) => new Set(set) };
  },
};
