// A native Map that is kept as JSON: the entries as an array of pairs.

export default {
  title: 'Map as JSON',
  side: 'native',
  can: ['save'],
  takes: ({ goKind }) => ['u32', 'f64', 'string'].includes(goKind),
  load: () => ({
    make: () => new Map(),
    save: (map) => JSON.stringify([...map]),
    restore: (text) => new Map(JSON.parse(text)),
  }),
};
