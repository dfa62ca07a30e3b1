// Maps in a shared heap, attached to in the same agent: an instance of its own is what makes a reader, not
// a thread of its own. So these tests run wherever there is shared memory.

import { describe, expect, test } from 'vitest';
import { GoMap, Heap, inspect, type SharedGoMap } from '../../src/index.js';
import { columnOf, valuesOf } from '../support/columns.js';
import { insideOf, memoryOf } from '../support/inside.js';
import { type AnyMap, same } from '../support/model.js';
import { zeroOf } from '../support/samples.js';
import { filled, PAIRS } from '../support/snapshots.js';

const PAGE = 65536;
const shareable = typeof SharedArrayBuffer === 'function';

function sharedHeap(maximumBytes = 2 ** 28): Heap {
  return new Heap({ shared: true, maximumBytes });
}

const attach = (shared: unknown) => GoMap.attach(shared as SharedGoMap) as AnyMap;

/** Every way to write to a map, with arguments that fit one from u32 to u32. */
const WRITES: Record<string, (m: AnyMap) => unknown> = {
  set: (m) => m.set(1, 2),
  add: (m) => m.add(1, 2),
  delete: (m) => m.delete(1),
  'delete of an absent key': (m) => m.delete(2 ** 31),
  clear: (m) => m.clear(),
  getOrInsert: (m) => m.getOrInsert(2 ** 31, 1),
  getOrInsertComputed: (m) => m.getOrInsertComputed(2 ** 31, () => 1),
  reserve: (m) => m.reserve(10),
  setAll: (m) => m.setAll(Uint32Array.of(1), Uint32Array.of(1)),
  'setAll of nothing': (m) => m.setAll(new Uint32Array(0), 1),
  addAll: (m) => m.addAll(Uint32Array.of(1), 1),
  deleteAll: (m) => m.deleteAll(Uint32Array.of(1)),
  'deleteAll of nothing': (m) => m.deleteAll(new Uint32Array(0)),
  encodeAll: (m) => m.encodeAll(Uint32Array.of(1)),
};

describe.runIf(shareable)('a shared map', () => {
  test.each(PAIRS)('from %s to %s is read as it is', (key, value) => {
    const [map, model] = filled(key, value, 700, sharedHeap());
    const reader = attach(map.share());
    const before = insideOf(map).memory.views.u8.slice(insideOf(map).h, insideOf(map).h + 152);
    expect([reader.keyKind, reader.valueKind]).toEqual([key, value]);
    model.compare(reader);
    for (const k of [...model.entries.keys()].slice(0, 50)) {
      same(reader.lookup(k)[1], true, 'found');
      same(reader.lookup(k)[0], model.get(k), 'its value');
    }
    const rows = [...reader.keys()];
    const column = columnOf(key, rows, true) as never;
    const got = valuesOf(value, reader.getAll(column), rows.length);
    for (const [i, row] of rows.entries()) {
      if (Number.isNaN(row)) continue;
      same(got[i], value === 'void' ? undefined : model.get(row), 'getAll');
    }
    const has = rows.map((row) => Number(!Number.isNaN(row)));
    expect([...reader.hasAll(column)]).toEqual(has);
    model.compare(GoMap.restore(reader.snapshot()));
    const { keys, values } = reader.columns();
    expect(valuesOf(key, keys, model.size)).toHaveLength(model.size);
    if (value !== 'void') expect(valuesOf(value, values, model.size)).toHaveLength(model.size);
    const copy = reader.clone();
    expect(insideOf(copy).memory).not.toBe(insideOf(reader).memory);
    expect(insideOf(copy).memory.sharing).toBeUndefined();
    model.compare(copy);
    copy.clear();
    expect(reader.stats().buckets).toBe(map.stats().buckets);
    expect(inspect(reader).header.count).toBe(model.size);
    expect(insideOf(map).memory.views.u8.slice(insideOf(map).h, insideOf(map).h + 152)).toEqual(
      before,
    );
    model.compare(map);
    reader.dispose();
    map.dispose();
  });

  test.each(Object.keys(WRITES))('%s throws on both sides, and changes nothing', (name) => {
    const heap = sharedHeap();
    const map = new GoMap('u32', 'u32', { heap, entries: [[1, 0]] }) as AnyMap;
    const write = WRITES[name] as (m: AnyMap) => unknown;
    const shared = map.share();
    const reader = attach(shared);
    for (const m of [map, reader]) {
      expect(() => write(m)).toThrow(TypeError);
      expect(() => write(m)).toThrow('this GoMap is shared: it can only be read');
      expect([...m]).toEqual([[1, 0]]);
    }
    reader.dispose();
    map.unshare(shared);
    write(map); // as ever
  });

  test('can be one that grows, or is empty', () => {
    const heap = sharedHeap();
    for (let n = 0; n < 400; n += 1) {
      const map = new GoMap('u32', 'u32', { heap });
      for (let i = 0; i < n; i += 1) map.set(i, i * 2);
      const reader = attach(map.share());
      expect(reader.stats().growing).toBe(map.stats().growing);
      for (let i = 0; i < n; i += 1) same(reader.get(i), i * 2, 'get');
      same([...reader].length, n, 'entries');
      same(reader.lookup(n)[0], zeroOf('u32'), 'absent');
      reader.dispose();
      map.dispose();
    }
    expect(heap.usedBytes).toBeLessThan(10_000);
  });

  test('can be one that grows to the same size', () => {
    const map = new GoMap('u32', 'u32', { heap: sharedHeap() });
    for (let i = 0; !map.stats().sameSizeGrow && i < 1e6; i += 1) {
      map.set(i, i);
      if (i >= 800) map.delete(i - 800);
    }
    expect(map.stats().sameSizeGrow).toBe(true);
    const reader = attach(map.share());
    expect(reader.stats()).toEqual(map.stats());
    const entries = [...map];
    expect(new Map(reader)).toEqual(new Map(entries));
    expect(reader.getAll(Uint32Array.from(entries, ([key]) => key))).toEqual(
      Uint32Array.from(entries, ([, value]) => value),
    );
    for (const [key, value] of entries) same(reader.get(key), value, 'get');
  });

  test('can be one that its owner iterates, in an array that it has left, with keys that it has deleted', () => {
    const heap = sharedHeap();
    const map = new GoMap('string', 'string', { heap });
    const text = (i: number) => `text ${i}`.repeat(5);
    for (let i = 0; i < 1000; i += 1) map.set(text(i), text(i));
    const iterator = map.entries();
    // One entry would come without an iterator of the core.
    const seen = [1, 2, 3].map(() => iterator.next().value as [string, string]);
    const shown = seen.map(([key]) => key);
    for (let i = 1000; i < 5000; i += 1) map.set(text(i), text(i));
    for (let i = 0; i < 5000; i += 2) map.delete(text(i));
    const used = heap.usedBytes;
    const readers = Array.from({ length: 3 }, () => attach(map.share()));
    for (const reader of readers) {
      for (const _ of reader) break;
      expect(new Map(reader)).toEqual(new Map(map));
      reader.dispose();
    }
    expect(heap.usedBytes).toBeGreaterThanOrEqual(used);
    seen.push(...iterator);
    const live = seen.slice(3).map(([key]) => key);
    for (const key of live) same(map.get(key), key, 'get');
    expect(new Set(live).size).toBe(live.length);
    for (let i = 1; i < 1000; i += 2) {
      if (!shown.includes(text(i))) expect(live).toContain(text(i));
    }
    map.dispose();
    expect(heap.usedBytes).toBeLessThan(10_000);
  });

  test('is iterated from another place by every reader', () => {
    const map = new GoMap('u32', 'u32', { heap: sharedHeap() });
    for (let i = 0; i < 1000; i += 1) map.set(i, i);
    const shared = map.share();
    const firsts = Array.from({ length: 20 }, () => attach(shared).keys().next().value);
    expect(new Set(firsts).size).toBeGreaterThan(5);
  });

  test.each(['nothing', 'dispose', 'die'])(
    'is as it was after readers that iterate and %s',
    (end) => {
      const heap = sharedHeap();
      const map = new GoMap('u32', 'u32', { heap });
      const fill = (n: number) => {
        for (let i = 0; i < n; i += 1) map.set(i, i);
        return heap.usedBytes;
      };
      fill(1000);
      const before = heap.usedBytes;
      const shared = map.share();
      const readers = end === 'nothing' ? [] : [attach(shared), attach(shared)];
      for (const reader of readers) {
        expect([...reader]).toHaveLength(1000);
        for (const _ of reader) break;
        reader.keys().next();
        if (end === 'dispose') reader.dispose();
      }
      map.unshare(shared);
      expect(heap.usedBytes).toBe(before);
      const { bytes } = map.stats();
      expect(fill(20_000) - before).toBe(map.stats().bytes - bytes);
    },
  );

  test('has readers that do not disturb one another in the middle of a call', () => {
    const heap = sharedHeap();
    const map = new GoMap('string', 'string', { heap });
    const numbers = new GoMap('u64', 'u64', { heap });
    for (let i = 0; i < 5000; i += 1) {
      map.set(`key ${i} ${'é'.repeat(i % 40)}`, `value ${i}`);
      numbers.set(BigInt(i) << 40n, BigInt(i) ** 4n);
    }
    const words = [attach(map.share()), attach(map.share()), map];
    const counts = [attach(numbers.share()), attach(numbers.share()), numbers];
    const iterators = words.map((m) => m.entries());
    for (let i = 0; i < 5000; i += 1) {
      for (const iterator of iterators) {
        const [key, value] = iterator.next().value as [string, string];
        same(value, `value ${key.split(' ')[1]}`, 'an entry');
      }
      for (const m of words) same(m.get(`key ${i} ${'é'.repeat(i % 40)}`), `value ${i}`, 'get');
      for (const m of counts) same(m.get(BigInt(i) << 40n), BigInt(i) ** 4n, 'get');
      if (i % 1000 === 0) new GoMap('u32', 'u32', { heap, capacity: 1e5 });
    }
    for (const iterator of iterators) expect(iterator.next().done).toBe(true);
  });

  test('can be looked up by a key that is longer than what a reader begins with', () => {
    const heap = sharedHeap();
    const long = 'x'.repeat(2 ** 21);
    const map = new GoMap('string', 'u32', { heap, entries: [[long, 1]] });
    const other = new GoMap('u32', 'u32', { heap });
    for (let round = 0; round < 20; round += 1) {
      const reader = attach(map.share());
      expect([reader.get(long), reader.get(`${long}y`), [...reader.keys()][0] === long]).toEqual([
        1,
        undefined,
        true,
      ]);
      for (let i = 0; i < 1e4; i += 1) other.set(round * 1e4 + i, i); // the owner's memory goes on behind
      reader.dispose();
    }
    for (let i = 0; i < 2e5; i += 1) same(other.get(i), i % 1e4, 'the owner');
    // What a reader has added is there for the next one.
    expect(heap.bytes).toBeLessThan(2 ** 25);
  });

  test('leaves readers the areas of those that have gone', () => {
    const heap = sharedHeap();
    const map = new GoMap('u32', 'u32', { heap, entries: [[1, 2]] });
    const shared = map.share();
    attach(shared).dispose();
    const { bytes } = heap;
    for (let i = 0; i < 100; i += 1) {
      const reader = attach(shared);
      expect(reader.get(1)).toBe(2);
      expect(reader.getAll(new Uint32Array(1e5).fill(1))[99_999]).toBe(2);
      for (const _ of reader) break;
      reader.dispose();
    }
    expect(heap.bytes).toBe(bytes);
    const readers = Array.from({ length: 4 }, () => attach(shared));
    expect(heap.bytes).toBe(bytes + 3 * 4 * PAGE);
    for (const reader of readers) expect([...reader]).toEqual([[1, 2]]);
  });

  test('cannot be read once it is disposed of, but goes on for those who read it', () => {
    const heap = sharedHeap();
    const [map, model] = filled('string', 'string', 3000, heap);
    const shared = map.share();
    const readers = [attach(shared), attach(shared)];
    const used = heap.usedBytes;
    map.dispose();
    expect(() => map.get('a')).toThrow('disposed');
    expect(() => attach(shared)).toThrow('the owner of this shared map has disposed of it');
    expect(heap.usedBytes).toBe(used);
    // What else is put into the heap goes elsewhere.
    const [other] = filled('string', 'string', 6000, heap);
    for (const reader of readers) model.compare(reader);
    readers[0]?.dispose();
    model.compare(readers[1] as AnyMap);
    readers[1]?.dispose();
    other.dispose();
    expect(heap.usedBytes).toBeLessThan(10_000);
    expect(() => attach(shared)).toThrow('the owner of this shared map has disposed of it');
    for (const reader of readers) expect(() => reader.get('a')).toThrow('disposed');
  });

  test('can be written again when every share is taken back', () => {
    const heap = sharedHeap();
    const map = new GoMap('u32', 'u32', { heap, entries: [[1, 2]] });
    const shares = [map.share(), map.share()];
    const readers = shares.map(attach);
    readers[0]?.dispose();
    map.unshare(shares[0] as SharedGoMap);
    expect(() => map.set(1, 3)).toThrow(TypeError);
    expect(readers[1]?.get(1)).toBe(2);
    expect(() => attach(shares[0])).toThrow('taken the share back');
    // As when a worker has died: nobody says that this reader is gone.
    map.unshare(shares[1] as SharedGoMap);
    expect(map.set(1, 3).get(1)).toBe(3);
    const { bytes } = heap;
    expect(attach(map.share()).get(1)).toBe(3);
    expect(heap.bytes).toBe(bytes);
    expect(() => map.unshare(shares[1] as SharedGoMap)).toThrow('no share of this GoMap');
    const other = new GoMap('u32', 'u32', { heap });
    expect(() => other.unshare(map.share())).toThrow('no share of this GoMap');
  });

  test('gives its memory back after readers that have died', () => {
    const heap = sharedHeap();
    for (let i = 0; i < 30; i += 1) {
      const map = new GoMap('u32', 'u32', { heap, capacity: 1e5 });
      const shared = map.share();
      attach(shared).getAll(new Uint32Array(10));
      map.unshare(shared);
      map.dispose();
    }
    expect(heap.bytes).toBeLessThan(2 ** 23);
    expect(heap.usedBytes).toBeLessThan(10_000);
  });

  test('says what cannot be shared', () => {
    const heap = sharedHeap();
    expect(() => new GoMap('u32', 'u32').share()).toThrow('only a map in a shared heap');
    expect(() => new GoMap('u32', 'any', { heap }).share()).toThrow('kind any');
    const map = new GoMap('u32', 'u32', { heap });
    expect(() => attach(map.share()).share()).toThrow('only its owner');
    expect(() => new Heap({ shared: true } as never)).toThrow('needs maximumBytes');
    expect(() => new Heap({ shared: 1, maximumBytes: 2 ** 20 } as never)).toThrow('a boolean');
    map.dispose();
    expect(() => map.share()).toThrow('disposed');
    const fresh = new GoMap('u32', 'u32', { heap });
    const inside = () => fresh.getOrInsertComputed(1, () => fresh.share().tophash);
    expect(inside).toThrow('concurrent map writes');
    expect(fresh.set(1, 2).get(1)).toBe(2);
  });

  test('throws RangeError where there is no memory for a reader, and is as it was', () => {
    const heap = sharedHeap(8 * PAGE);
    const map = new GoMap('u32', 'u32', { heap, entries: [[1, 2]] });
    const shared = map.share();
    const readers: AnyMap[] = [];
    expect(() => {
      while (true) readers.push(attach(shared));
    }).toThrow(RangeError);
    for (const m of [map, ...readers]) expect(m.get(1)).toBe(2);
  });
});

describe.runIf(shareable)('attach', () => {
  const heap = shareable ? sharedHeap() : undefined;
  const good = (): Record<string, unknown> => ({
    ...new GoMap('string', 'u32', { heap: heap as Heap, entries: [['a', 1]] }).share(),
  });
  const hostile: Record<string, (s: Record<string, unknown>) => unknown> = {
    undefined: () => undefined,
    null: () => null,
    'a number': () => 1,
    'an empty object': () => ({}),
    'a map': () => new GoMap('u32', 'u32'),
    'another version': (s) => ({ ...s, tophash: 2 }),
    'an unknown kind': (s) => ({ ...s, key: 'u128' }),
    'another kind of key': (s) => ({ ...s, key: 'u64' }),
    'another kind of value': (s) => ({ ...s, value: 'string' }),
    'kind any': (s) => ({ ...s, value: 'any' }),
    'a memory that is not shared': (s) => ({
      ...s,
      memory: new WebAssembly.Memory({ initial: 9 }),
    }),
    'an empty memory': (s) => ({
      ...s,
      memory: new WebAssembly.Memory({ initial: 9, maximum: 20, shared: true }),
    }),
    'another module': (s) => ({
      ...s,
      module: new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)),
    }),
    'no module': (s) => ({ ...s, module: {} }),
    'address 0': (s) => ({ ...s, address: 0 }),
    'an odd address': (s) => ({ ...s, address: (s.address as number) + 1 }),
    'an address of something else': (s) => ({ ...s, address: (s.address as number) + 160 }),
    'an address outside': (s) => ({ ...s, address: (heap as Heap).bytes - 8 }),
    'a huge address': (s) => ({ ...s, address: 2 ** 40 }),
    'a fraction': (s) => ({ ...s, address: 8.5 }),
    'share 0': (s) => ({ ...s, share: 0 }),
    'a large share': (s) => ({ ...s, share: 2 ** 31 }),
    'no flag': (s) => ({ ...s, flag: undefined }),
    'a short flag': (s) => ({ ...s, flag: new SharedArrayBuffer(1) }),
    'an ended flag': (s) => {
      const flag = new SharedArrayBuffer(4);
      new Int32Array(flag)[0] = 1;
      return { ...s, flag };
    },
  };

  test.each(Object.keys(hostile))('refuses %s', (name) => {
    const given = hostile[name]?.(good());
    const { bytes } = heap as Heap;
    expect(() => attach(given)).toThrow(TypeError);
    expect((heap as Heap).bytes).toBe(bytes);
  });

  test('accepts a copy of what share has returned', () => {
    expect(attach(good()).get('a')).toBe(1);
  });

  test('never leads out of its memory, whatever the memory holds', () => {
    const { memory } = memoryOf(heap as Heap).sharing ?? {};
    expect(memory).toBeInstanceOf(WebAssembly.Memory);
    const seed = sharedHeap(2 ** 22);
    const map = new GoMap('string', 'u32', { heap: seed });
    for (let i = 0; i < 100; i += 1) map.set(`key ${i}`, i);
    const shared = map.share();
    const words = new Uint32Array((shared.memory as WebAssembly.Memory).buffer);
    const first = shared.address / 4;
    // Pointers of the header, then whatever the buckets hold.
    for (const at of [4, 6, 10].map((word) => first + word)) {
      const before = words[at] as number;
      for (const wrong of [8, 2 ** 22 - 8, 2 ** 31, 2 ** 32 - 8]) {
        words[at] = wrong;
        const reader = attach(shared);
        try {
          reader.get('key 5');
          reader.getAll(['key 5', 'key 6']);
          reader.stats();
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
        words[at] = before;
        map.unshare(shared);
        Object.assign(shared, map.share());
      }
    }
    expect(attach(shared).get('key 5')).toBe(5);
  });
});

test.runIf(!shareable)('a shared heap says what a page needs', () => {
  expect(() => new Heap({ shared: true, maximumBytes: 2 ** 20 })).toThrow(
    'Cross-Origin-Opener-Policy',
  );
});
