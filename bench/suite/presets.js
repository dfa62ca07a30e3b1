// What a run measures: everything, or with an option for it what is worth the time. A preset has parts, each
// with the workloads, kinds of keys, contestants and sizes that are its; what it does not name, it has all of.
// Engines but the first measure the parts that are `brief`, as far as they take part in brief.

const MAPS = ['go-map', 'wasm-map', 'native-map', 'object', 'big-map'];
const SETS = ['wasm-set', 'native-set'];
const COLUMNS = ['go-map-columns', 'native-loop', 'hashbrown'];
const SIZES = [1000, 100_000, 1_000_000];
/** As far as a chart of time against size goes in a run of half an hour. */
const GRID = [10, 100, 1000, 10_000, 30_000, 100_000, 300_000, 1_000_000];
/** The kinds that are measured with every contestant. */
const USUAL = ['int-random', 'string-same'];
const OTHERS = ['int-sequence', 'u32', 'double', 'bigint', 'string-sliced', 'bytes', 'object'];
/** Strings that differ from the others in where they come from: up to 100,000 entries show that. */
const STRINGS = [
  'string-equal',
  'string-parsed',
  'string-joined',
  'string-long',
  'string-long-sliced',
];
const CALLS = ['get-hit', 'get-miss', 'update', 'fill', 'iterate'];

export const PRESETS = {
  all: { rounds: 3, rows: 10_000_000, time: 120, parts: [{ brief: true }] },

  /** Less than three minutes, and worth having. */
  quick: {
    rounds: 2,
    rows: 10_000_000,
    time: 60,
    parts: [
      {
        workloads: ['get-hit', 'has', 'update', 'fill', 'iterate'],
        kinds: ['int-random'],
        contestants: ['go-map', 'wasm-map', 'native-map'],
        sizes: SIZES,
        brief: true,
      },
    ],
  },

  /** What docs/benchmarks.md shows, in little more than half an hour. */
  docs: {
    rounds: 2,
    rows: 1_000_000,
    time: 60,
    parts: [
      { workloads: ['get-hit', 'fill'], kinds: USUAL, sizes: GRID, brief: true },
      { workloads: ['get-miss', 'update', 'iterate'], kinds: USUAL, sizes: SIZES, brief: true },
      { workloads: CALLS, kinds: OTHERS, contestants: MAPS, sizes: SIZES },
      { workloads: CALLS, kinds: STRINGS, contestants: MAPS, sizes: [1000, 100_000] },
      {
        workloads: [
          'fill-room',
          'delete',
          'insert-erase',
          'clone',
          'iterate-sparse',
          'lru',
          'queue',
        ],
        kinds: USUAL,
        contestants: [...MAPS, ...SETS],
        sizes: [1000, 100_000],
      },
      {
        workloads: ['iterate-all-ways', 'spread'],
        kinds: USUAL,
        contestants: [...MAPS, ...SETS],
        brief: true,
      },
      {
        workloads: ['has', 'iterate-keys'],
        kinds: [...USUAL, 'double', 'bigint'],
        contestants: SETS,
        sizes: SIZES,
      },
      {
        workloads: ['set-all', 'get-all', 'add-all'],
        kinds: ['u32', 'double', 'bigint', 'string-same', 'text'],
        contestants: COLUMNS,
        sizes: SIZES,
      },
      { workloads: ['group-sum', 'join'] },
      { workloads: ['small-maps', 'word-count'], contestants: MAPS },
      { workloads: ['call-latency', 'memory', 'stalls'], contestants: MAPS, sizes: [1_000_000] },
    ],
  },
};
