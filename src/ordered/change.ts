// The change from the native form to another. It happens in the call that adds one entry more than there
// may be.
//
// With 16,384 entries it is decided what is faster from there on. Numbers and bigints as keys, with numbers
// as values, are faster in a table. Strings are not, because engines keep the hash inside of them, nor are
// objects, as keys or as values; so they stay native, and are not asked again before the next `clear`.
// A change to a table takes about 1 ms, and 6 to 8 the first time, when nothing is compiled. The core, whose
// loading takes 3 to 5, is loaded a little earlier, so that all this is no single pause. A change leaves the
// native form as it was: an iterator that is around a native one finds out by it where it stands (see
// `Cursor`). The table has room for twice as many entries, because what has grown so far mostly goes on:
// inserting 1e5 then takes 13 % less time.
//
// Where the engine takes no more, the native form becomes the first part of a series. That moves nothing:
// with 16 million strings, to move them took half a minute and more.

import { reserveStack } from '../js/stack.js';
import { defaultMemory } from '../wasm/memory.js';
import { isIntKey, isIntValue } from './chunk.js';
import { limits } from './limits.js';
import { type Native, NativeMap, put } from './native.js';
import { Series } from './series.js';
import { Table, type TablePlan } from './table.js';

/**
 * Puts an entry into a native form that has `most` entries. Where that is to become a table, or can take
 * no more, returns the form that comes after it, which does not have the entry yet.
 */
export function putOrChange(
  native: Native,
  key: unknown,
  value: unknown,
): Table | Series | undefined {
  if (native.most < limits.table) {
    native.most = limits.table;
    if (fits(native, key, value)) loadCore();
  } else if (native.most < limits.full) {
    const plan = planOf(native);
    if (plan !== undefined) {
      try {
        return change(native, plan);
      } catch {
        reserveStack(); // throws if that was why; otherwise there is no memory, or no WebAssembly
      }
    }
    native.most = limits.full;
  }
  return put(native, key, value) ? undefined : new Series(native);
}

function loadCore(): void {
  try {
    defaultMemory();
  } catch {
    // A table will say why.
  }
}

/** Whether a table is the faster place for an entry. */
function fits(native: Native, key: unknown, value: unknown): boolean {
  if (typeof key !== 'number' && typeof key !== 'bigint') return false;
  return typeof value === 'number' || !(native instanceof NativeMap);
}

/** What a table of the entries would be; nothing where fewer than nearly all of them are numbers. */
function planOf(native: Native): TablePlan | undefined {
  const hasValues = native instanceof NativeMap;
  let ofInts = true;
  let odd = 0;
  let words = 0;
  native.forEach((value: unknown, key: unknown) => {
    if (ofInts && isIntKey(key) && (!hasValues || isIntValue(value))) return;
    ofInts = false;
    if (typeof key === 'bigint') words += 1;
    if (!fits(native, key, value)) odd += 1;
  });
  if (odd > native.size / limits.odd) return undefined;
  return { hasValues, ofInts, numbers: 2 * (native.size - words), words: 2 * words };
}

function change(native: Native, plan: TablePlan): Table {
  reserveStack();
  const table = new Table(plan);
  try {
    table.fill(native);
  } catch (error) {
    table.dispose(native);
    throw error;
  }
  native.chunks = table.chunks();
  native.successor = table;
  return table;
}
