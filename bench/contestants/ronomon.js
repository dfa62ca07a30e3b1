// @ronomon/hash-table: a cuckoo hash table in JavaScript over buffers, with keys of a fixed size. Keys that
// are no bytes have to be written to a buffer first.

import buffer from 'node:buffer';
import { installPackage } from '../rivals/install.js';
import { load } from '../rivals/load.js';

const SIZES = { u32: 4, f64: 8, u64: 8, bytes: 16 };
const VIEWS = { u32: Uint32Array, f64: Float64Array, u64: BigUint64Array };

/** It refuses to load where buffers may be larger than 4 GiB, as they may since Node 22. */
function allowLargeBuffers() {
  const most = Math.min(buffer.kMaxLength, 2 ** 32);
  Object.defineProperty(buffer, 'kMaxLength', { value: most });
}

export default {
  title: '@ronomon/hash-table',
  side: 'rival',
  can: ['get', 'has', 'set', 'delete', 'room'],
  where: 'node',
  missing: () => installPackage('@ronomon/hash-table'),
  takes: ({ brief, goKind }) => goKind in SIZES && (brief || goKind !== 'u32'),
  async load({ goKind }) {
    allowLargeBuffers();
    const { default: HashTable } = await load('@ronomon/hash-table');
    const size = SIZES[goKind];
    const scratch = Buffer.alloc(size);
    const View = VIEWS[goKind];
    const cell = View && new View(scratch.buffer, scratch.byteOffset, 1);
    const bytesOf = cell
      ? (key) => {
          cell[0] = key;
          return scratch;
        }
      : (key) => Buffer.from(key.buffer, key.byteOffset, size);
    const value = Buffer.alloc(4);
    const word = new Uint32Array(value.buffer, value.byteOffset, 1);

    class RonomonMap {
      #table;

      constructor(capacity) {
        this.#table = new HashTable(size, 4, Math.max(capacity, 1), 2 ** 28);
      }

      get(key) {
        return this.#table.get(bytesOf(key), 0, value, 0) === 1 ? word[0] : undefined;
      }

      has(key) {
        return this.#table.exist(bytesOf(key), 0) === 1;
      }

      set(key, number) {
        word[0] = number;
        this.#table.set(bytesOf(key), 0, value, 0);
      }

      delete(key) {
        return this.#table.unset(bytesOf(key), 0) === 1;
      }

      get size() {
        return this.#table.length;
      }
    }
    return { make: (capacity = 0) => new RonomonMap(capacity) };
  },
};
