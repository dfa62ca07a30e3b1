// The engine's own Map.

import { ofBytes } from './parts/latin1.js';

export default {
  title: 'Map',
  side: 'native',
  can: [
    'get',
    'has',
    'set',
    'delete',
    'each',
    'entries',
    'keys',
    'order',
    'clone',
    'save',
    'count',
    'encode',
  ],
  takes: ({ text }) => !text,
  load({ goKind }) {
    const Class = goKind === 'bytes' ? ofBytes(Map) : Map;
    return {
      make: () => new Class(),
      clone: (map) => new Map(map),
      save: (map) => structuredClone(map),
      restore: (copy) => structuredClone(copy),
      count: (map, key) => map.set(key, (map.get(key) ?? 0) + 1),
      idOf(map, key) {
        let id = map.get(key);
        if (id === undefined) {
          id = map.size;
          map.set(key, id);
        }
        return id;
      },
    };
  },
};
