// The change from the native form to a table. It happens in the call that adds one entry more than there
// may be, and leaves the native form as it was: an iterator that is around a native one finds out by it
// where it stands (see `Cursor`).
//
// With 16,384 entries a change takes about 2 ms, and 10 the first time, when the core is compiled. At the
// engine's limit it takes 1 to 2 µs an entry, most of it for a new native Map. What decides is what is faster then. Numbers and bigints
// as keys, with numbers as values, are faster in a table. Strings are not, because engines keep the hash
// inside of them, nor are objects, as keys or as values; so they stay native as long as the engine takes
// more, and are not asked again before the next `clear`.

import { reserveStack } from '../js/stack.js';
import { limits } from './limits.js';
import { type Native, NativeMap, step } from './native.js';
import { Table } from './table.js';

/**
 * Puts an entry into a native form that has `most` entries. Where that is to become a table, or can take
 * no more, returns the table, which does not have the entry yet.
 */
export function putOrChange(native: Native, key: unknown, value: unknown): Table | undefined {
  if (native.most < limits.full) {
    if (isOfNumbers(native)) {
      try {
        return change(native, 'many numbers');
      } catch {
        reserveStack(); // throws if that was why; otherwise there is no memory, or no WebAssembly
      }
    }
    native.most = limits.full;
  }
  if (native.size < limits.refused || native.has(key)) {
    try {
      put(native, key, value);
      return undefined;
    } catch (error) {
      if (native.size < limits.full) throw error;
    }
  }
  return change(native, 'more entries than the engine takes');
}

function put(native: Native, key: unknown, value: unknown): void {
  if (native instanceof NativeMap) native.set(key, value);
  else native.add(key);
}

/** Whether nearly all keys are numbers or bigints, and nearly all values numbers. */
function isOfNumbers(native: Native): boolean {
  let odd = (native.size / limits.odd) >>> 0;
  const iterator = native.entries();
  for (let i = 0; i < native.size; i += 1) {
    const entry = step(native, iterator).value as unknown as unknown[];
    const key = entry[0];
    const value = entry[1];
    const fits = typeof key === 'number' || typeof key === 'bigint';
    if (fits && (typeof value === 'number' || key === value)) continue;
    if (odd === 0) return false;
    odd -= 1;
  }
  return true;
}

function change(native: Native, why: string): Table {
  reserveStack();
  const table = new Table(native instanceof NativeMap, native.size, why);
  try {
    const iterator = native.entries();
    for (let i = 0; i < native.size; i += 1) {
      const entry = step(native, iterator).value as unknown as [unknown, unknown];
      if (typeof entry[0] !== 'number') table.append(entry[0], entry[1]);
      else if (native instanceof NativeMap) table.set(entry[0], entry[1]);
      else table.add(entry[0]);
    }
  } catch (error) {
    table.dispose(native);
    throw error;
  }
  native.chunks = table.chunks();
  native.successor = table;
  return table;
}
