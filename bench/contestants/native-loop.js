// What a program does with columns that has only Map: a loop over the rows. Columns come in the form that
// suits it, arrays of numbers, bigints or strings; only of text in Arrow's layout it has to make strings.

const ARRAYS = { u32: Uint32Array, f64: Float64Array, u64: BigUint64Array };

export default {
  title: 'Map, row by row',
  side: 'native',
  can: ['setAll', 'getAll', 'hasAll', 'addAll', 'deleteAll', 'columns', 'query', 'encodeColumn'],
  takes: ({ goKind }) => goKind !== undefined && goKind !== 'bytes',
  load(kind) {
    const column = kind.text ? textRows : (keys) => keys;
    const at = kind.text
      ? ({ texts, offsets }, i) => texts.latin1Slice(offsets[i], offsets[i + 1])
      : (keys, i) => keys[i];
    const rows = (keys) => (kind.text ? keys.offsets.length - 1 : keys.length);
    const Keys = ARRAYS[kind.goKind] ?? Array;
    const queries = {
      groupSum({ keys, values }) {
        const map = new Map();
        for (let i = 0; i < keys.length; i += 1)
          map.set(keys[i], (map.get(keys[i]) ?? 0) + values[i]);
        return grouped(map);
      },
      groupCount({ keys }) {
        const map = new Map();
        for (let i = 0; i < keys.length; i += 1) map.set(keys[i], (map.get(keys[i]) ?? 0) + 1);
        return grouped(map);
      },
      distinct: ({ keys }) => Keys.from(new Set(keys)),
      joinSum({ keys, values }, other) {
        const map = new Map();
        for (let i = 0; i < other.keys.length; i += 1) map.set(other.keys[i], other.values[i]);
        let sum = 0;
        for (let i = 0; i < keys.length; i += 1) sum += values[i] * map.get(keys[i]);
        return sum;
      },
    };
    function grouped(map) {
      return { keys: Keys.from(map.keys()), sums: Float64Array.from(map.values()) };
    }
    return {
      column,
      make: () => new Map(),
      setAll(map, keys, values) {
        for (let i = 0, n = rows(keys); i < n; i += 1) map.set(at(keys, i), values[i]);
      },
      getAll(map, keys, out) {
        for (let i = 0, n = rows(keys); i < n; i += 1) out[i] = map.get(at(keys, i)) ?? 0;
      },
      hasAll(map, keys, out) {
        for (let i = 0, n = rows(keys); i < n; i += 1) out[i] = map.has(at(keys, i)) ? 1 : 0;
      },
      addAll(map, keys) {
        for (let i = 0, n = rows(keys); i < n; i += 1) {
          const key = at(keys, i);
          map.set(key, (map.get(key) ?? 0) + 1);
        }
      },
      deleteAll(map, keys) {
        for (let i = 0, n = rows(keys); i < n; i += 1) map.delete(at(keys, i));
      },
      columns(map) {
        const keys = new Keys(map.size);
        const values = new Uint32Array(map.size);
        let i = 0;
        for (const [key, value] of map) {
          keys[i] = key;
          values[i] = value;
          i += 1;
        }
        return { keys, values };
      },
      encodeAll(keys) {
        const map = new Map();
        const ids = new Uint32Array(rows(keys));
        for (let i = 0; i < ids.length; i += 1) {
          const key = at(keys, i);
          let id = map.get(key);
          if (id === undefined) {
            id = map.size;
            map.set(key, id);
          }
          ids[i] = id;
        }
        return ids;
      },
      table: (keys, values) => ({ keys, values }),
      ...queries,
    };
  },
};

function textRows(keys) {
  const texts = Buffer.from(keys.join(''));
  const offsets = new Uint32Array(keys.length + 1);
  for (let i = 0; i < keys.length; i += 1) offsets[i + 1] = offsets[i] + keys[i].length;
  return { texts, offsets };
}
