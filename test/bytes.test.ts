// Kind `bytes`: Uint8Arrays as keys and values, compared by content, copied in and out. Of an array
// nothing is asked but what it holds, wherever its memory lies.

import { beforeAll, describe, expect, test } from 'vitest';
import { GoMap, type TextColumn } from '../src/index.js';
import { heapOn, useBuild } from './support/builds.js';
import { bytesColumn } from './support/columns.js';
import { type AnyMap, same } from './support/model.js';
import { BYTES, samples } from './support/samples.js';

beforeAll(() => useBuild('debug'));

const of = (...bytes: number[]) => Uint8Array.from(bytes);

class Id extends Uint8Array {}

const encoder = new TextEncoder();

/** Bytes of the class that Node has for them; pages have none. */
function bufferOf(bytes: Uint8Array): Uint8Array {
  return typeof Buffer === 'undefined' ? Id.from(bytes) : Buffer.from(bytes);
}

/** A buffer that can change its size. */
function resizable(
  Buffer: unknown,
  bytes: number,
): { buffer: ArrayBuffer; resize(n: number): void } {
  const buffer = new (Buffer as new (n: number, options: object) => ArrayBuffer)(bytes, {
    maxByteLength: 2 * bytes,
  });
  const { resize, grow } = buffer as unknown as Record<string, (this: unknown, n: number) => void>;
  return { buffer, resize: (n) => (resize ?? grow)?.call(buffer, n) };
}

function detached(): Uint8Array {
  const array = of(1, 2, 3, 4);
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
}

/** An array that its buffer has become too small for. */
function outside(): Uint8Array {
  const { buffer, resize } = resizable(ArrayBuffer, 16);
  const array = new Uint8Array(buffer, 8, 4);
  resize(10);
  return array;
}

describe('content', () => {
  test('arrays of other buffers, offsets and classes are the same key', () => {
    for (const bytes of BYTES) {
      const map = new GoMap('bytes', 'u32').set(bytes, 7);
      const room = new Uint8Array(bytes.length + 9).fill(0xee);
      room.set(bytes, 5);
      const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
      shared.set(bytes);
      const tracking = new Uint8Array(resizable(ArrayBuffer, bytes.length).buffer);
      tracking.set(bytes);
      const all = [bytes.slice(), room.subarray(5, 5 + bytes.length), Id.from(bytes), shared];
      for (const key of [...all, tracking, bufferOf(bytes)]) {
        same(map.get(key), 7, 'get');
        same(map.set(key, 7).size, 1, 'size');
      }
    }
  });

  test('a byte more, less or different is another key', () => {
    const map = new GoMap('bytes', 'u32');
    for (const [i, bytes] of BYTES.entries()) map.set(bytes, i);
    expect(map.size).toBe(BYTES.length);
    for (const [i, bytes] of BYTES.entries()) {
      expect(map.get(bytes)).toBe(i);
      if (bytes.length === 0) continue;
      const other = bytes.slice();
      const middle = bytes.length >> 1;
      other[middle] = (other[middle] as number) ^ 0x10;
      expect(map.has(other)).toBe(false);
    }
  });

  test('bytes and strings are different kinds', () => {
    const bytes = new GoMap('bytes', 'u32').set(of(97), 1) as AnyMap;
    const strings = new GoMap('string', 'u32').set('a', 1) as AnyMap;
    for (const wrong of ['a', [97], 97, of(97).buffer, new Int8Array([97]), null]) {
      expect([bytes.get(wrong), bytes.has(wrong), bytes.delete(wrong)]).toEqual([undefined, false, false]); // biome-ignore format: short
      expect(() => bytes.set(wrong, 1)).toThrow('a key of kind bytes must be a Uint8Array, not ');
    }
    expect([strings.get(of(97)), strings.has(of(97)), strings.delete(of(97))]).toEqual([undefined, false, false]); // biome-ignore format: short
    expect(() => strings.set(of(97), 1)).toThrow('must be a string, not a Uint8Array');
    expect([bytes.size, strings.size]).toEqual([1, 1]);
  });
});

describe('copies', () => {
  test('what is written to an array later changes nothing', () => {
    for (const length of [3, 16, 300]) {
      const [key, value] = [new Uint8Array(length), new Uint8Array(length).fill(1)];
      const map = new GoMap('bytes', 'bytes').set(key, value);
      key[0] = 9;
      value[0] = 9;
      expect([...map]).toEqual([[new Uint8Array(length), new Uint8Array(length).fill(1)]]);
      for (const array of [...map.keys(), ...map.values(), map.get(new Uint8Array(length))]) {
        array?.fill(5);
      }
      map.forEach((v, k) => {
        v.fill(6);
        k.fill(6);
      });
      expect([...map]).toEqual([[new Uint8Array(length), new Uint8Array(length).fill(1)]]);
    }
  });

  test('all that comes out is a plain array with a buffer of its own', () => {
    const map = new GoMap('bytes', 'bytes').set(
      bufferOf(encoder.encode('key')),
      bufferOf(encoder.encode('value')),
    );
    const key = of(107, 101, 121);
    const next = map.entries().next().value as [Uint8Array, Uint8Array];
    let seen: Uint8Array[] = [];
    map.forEach((v, k) => {
      seen = [v, k];
    });
    const value = bufferOf(encoder.encode('more'));
    const all = [
      map.get(key),
      map.lookup(key)[0],
      map.lookup(of(1))[0],
      map.lookup(of(1))[0],
      ...map.getAll([key, of(1)]),
      ...map.getAll([key, of(1)], undefined, value),
      ...next,
      ...seen,
      ...[...map].flat(),
      map.getOrInsert(of(2), value),
      map.getOrInsert(of(2), of(9)),
      map.getOrInsertComputed(of(3), () => value),
      map.columns().keys.bytes,
    ];
    const buffers = new Set<unknown>([value.buffer]);
    for (const array of all) {
      expect(Object.getPrototypeOf(array)).toBe(Uint8Array.prototype);
      expect(buffers.has(array?.buffer)).toBe(false);
      buffers.add(array?.buffer);
      expect(array?.buffer.byteLength).toBe(array?.length);
    }
    expect(map.getOrInsert(of(2), of(9))).toEqual(new Uint8Array(value));
  });

  test('getOrInsertComputed inserts the key that it was called with', () => {
    const map = new GoMap('bytes', 'u32');
    const key = of(1, 2, 3);
    const value = map.getOrInsertComputed(key, (given) => {
      expect(given).toBe(key);
      given.fill(0);
      new GoMap('bytes', 'u32').set(of(7, 7, 7), 1); // uses the same memory on its way
      return 5;
    });
    expect(value).toBe(5);
    expect([...map]).toEqual([[of(1, 2, 3), 5]]);
  });

  test('an iteration goes on after its first key, whatever becomes of the array', () => {
    for (let seed = 0n; seed < 20n; seed += 1n) {
      const map = new GoMap('bytes', 'u32', { seed });
      for (let i = 0; i < 20; i += 1) map.set(of(i), i);
      const it = map.keys();
      const seen = [it.next().value as Uint8Array];
      const first = seen[0]?.[0];
      seen[0]?.fill(200);
      map.set(of(100), 1).delete(of(100));
      const rest = [...it].map((key) => key[0]);
      expect(rest).not.toContain(first);
      expect(rest).toHaveLength(19);
    }
  });
});

describe('memory that is not there', () => {
  test.each([
    ['detached', detached],
    ['outside of its buffer', outside],
  ])('an array that is %s is not taken for an empty one', (_what, make) => {
    const map = new GoMap('bytes', 'bytes').set(of(), of(1));
    const message = 'lies outside of its buffer, which was detached or made smaller';
    const bad = make();
    expect(bad.length).toBe(0);
    expect([map.get(bad), map.has(bad), map.delete(bad)]).toEqual([undefined, false, false]);
    expect(map.lookup(bad)).toEqual([of(), false]);
    for (const write of [
      () => map.set(bad, of(1)),
      () => map.set(of(1), bad),
      () => map.getOrInsert(bad, of(1)),
      () => map.getOrInsert(of(1), bad),
      () => map.getOrInsertComputed(bad, () => of(1)),
      () => map.getOrInsertComputed(of(1), () => bad),
      () => map.setAll([of(1), bad], of(1)),
      () => map.setAll([of(1)], bad),
      () => map.setAll([of(1)], [bad]),
      () => map.getAll([of(1), bad]),
      () => map.getAll([of(1)], undefined, bad),
      () => map.hasAll([bad]),
      () => map.deleteAll([of(), bad]),
      () => new GoMap('bytes', 'u32').add(bad, 1),
    ]) {
      expect(write).toThrow(TypeError);
      expect(write).toThrow(message);
    }
    expect([...map]).toEqual([[of(), of(1)]]);
  });

  test('a length that follows its buffer is what it is at the call', () => {
    const { buffer, resize } = resizable(ArrayBuffer, 20);
    const array = new Uint8Array(buffer, 4);
    const map = new GoMap('bytes', 'u32').set(array, 16);
    resize(40);
    map.set(array, 36);
    resize(8);
    map.set(array, 4);
    resize(4); // empty, and inside
    map.set(array, 0);
    const found = [16, 36, 4, 0].map((length) => map.get(new Uint8Array(length)));
    expect(found).toEqual([16, 36, 4, 0]);
  });

  test('memory that is shared and may grow', () => {
    const { buffer, resize } = resizable(SharedArrayBuffer, 20);
    const array = new Uint8Array(buffer);
    const map = new GoMap('bytes', 'u32').set(array, 20);
    resize(40);
    map.setAll([array, array], 40);
    expect([...map].map(([key, value]) => [key.length, value]).sort()).toEqual([[20, 20], [40, 40]]); // biome-ignore format: short
  });

  test('columns that a getter shortens meanwhile', () => {
    const { buffer, resize } = resizable(ArrayBuffer, 40);
    const first = new Uint8Array(buffer, 30, 10);
    const map = new GoMap('bytes', 'u32');
    const rows = Object.defineProperty([first, of(1)], 1, {
      get: () => {
        resize(8);
        return of(1);
      },
    });
    expect(() => map.setAll(rows, 1)).toThrow('row 0 of kind bytes lies outside of its buffer');
    expect(map.size).toBe(0);
  });
});

test('the place for keys on their way may move between two of them', () => {
  const heap = heapOn('debug');
  const map = new GoMap('bytes', 'u32', { heap }).set(of(1, 2, 3), 7);
  const strings = new GoMap('string', 'void', { heap });
  const values = new GoMap('u32', 'string', { heap });
  for (const length of [5000, 6000, 9000]) {
    strings.has('x'.repeat(length));
    for (let i = 0; i < 10; i += 1) values.set(length + i, 'v'.repeat(4096));
    strings.has('short');
    expect(map.get(of(1, 2, 3))).toBe(7);
    map.get(new Uint8Array(length));
    expect(map.get(of(1, 2, 3))).toBe(7);
  }
  expect([...new Set(values.values())]).toEqual(['v'.repeat(4096)]);
});

test('a key of more bytes than there can be asks for more memory than there is', () => {
  const map = new GoMap('bytes', 'u32').set(of(), 1);
  let large: Uint8Array;
  try {
    large = new Uint8Array(2 ** 32); // nobody touches it
  } catch {
    return; // no array of the engine is so long
  }
  const message = /^out of memory: 4294967296 bytes asked for/;
  expect(() => map.get(large)).toThrow(message);
  expect(() => map.set(large, 2)).toThrow(message);
  expect([...map]).toEqual([[of(), 1]]);
});

test('nothing of an array is called', () => {
  let called = 0;
  const trap = () => {
    called += 1;
    return 1;
  };
  class Trap extends Uint8Array {
    static get [Symbol.species](): Uint8ArrayConstructor {
      trap();
      return Uint8Array;
    }
  }
  const make = (bytes: Uint8Array) => {
    const array = Trap.from(bytes);
    called = 0;
    const names = [
      'length',
      'byteLength',
      'byteOffset',
      'buffer',
      'constructor',
      Symbol.toStringTag,
    ];
    for (const name of names) Object.defineProperty(array, name, { get: trap });
    for (const name of ['slice', 'subarray', 'set', 'at', Symbol.iterator, Symbol.toPrimitive]) {
      Object.defineProperty(array, name, { value: trap });
    }
    return array;
  };
  for (const bytes of samples('bytes', 60) as Uint8Array[]) {
    const [key, value] = [make(bytes), make(bytes)];
    called = 0;
    const map = new GoMap('bytes', 'bytes').set(key, value);
    same(map.get(key), bytes, 'get');
    same(map.has(key), true, 'has');
    same(map.getOrInsert(key, value), bytes, 'getOrInsert');
    same(map.setAll([key, key], value).getAll([key], undefined, value)[0], bytes, 'getAll');
    same(map.setAll([key], [value]).delete(key), true, 'delete');
    same(map.getOrInsert(key, value), bytes, 'getOrInsert');
    same(map.deleteAll([key]), 1, 'deleteAll');
    same(
      map.getOrInsertComputed(key, () => value),
      bytes,
      'getOrInsertComputed',
    );
    same(called, 0, 'calls');
  }
});

describe('columns', () => {
  test("are arrays or Arrow's layout, of any bytes", () => {
    const keys = BYTES;
    const map = new GoMap('bytes', 'bytes').setAll(bytesColumn(keys, 5), keys);
    expect(map.size).toBe(keys.length);
    expect(map.getAll([...keys])).toEqual(keys);
    expect(map.getAll(bytesColumn(keys))).toEqual(keys);
    const { keys: madeKeys, values } = map.columns();
    const copy = new GoMap('bytes', 'bytes').setAll(madeKeys, values);
    expect(copy.getAll([...keys])).toEqual(keys);
    expect([...copy.hasAll([of(), of(3, 3)])]).toEqual([1, 0]);
    expect(copy.deleteAll(bytesColumn(keys))).toBe(keys.length);
  });

  test('count rows whose keys lie in memory that results are written to', () => {
    const map = new GoMap('bytes', 'u32');
    const out = Uint32Array.of(0x01010101, 0x02020202);
    const bytes = new Uint8Array(out.buffer);
    map.addAll([bytes.subarray(0, 4), bytes.subarray(4), bytes.subarray(0, 4)], 1);
    expect([...map.getAll([bytes.subarray(0, 4), bytes.subarray(4)], out)]).toEqual([2, 1]);
  });

  test('of another form are refused', () => {
    const map = new GoMap('bytes', 'bytes').set(of(1), of(2)) as AnyMap;
    const form =
      'must be an array of Uint8Arrays, { bytes, offsets } or { bytes, starts, ends }, not ';
    expect(() => map.setAll(of(1), of(2))).toThrow(`keys of kind bytes ${form}a Uint8Array`);
    expect(() => map.hasAll('a')).toThrow(`${form}"a"`);
    expect(() => map.setAll(['a'], of(2))).toThrow(
      'row 0 of kind bytes must be a Uint8Array, not "a"',
    );
    expect(() => map.setAll([of(1)], ['a'])).toThrow('row 0 of kind bytes must be a Uint8Array');
    expect(() => map.setAll([of(1)], 'a')).toThrow('a value of kind bytes must be a Uint8Array');
    expect(() => map.setAll([of(1)], new Int8Array(1))).toThrow('must be a Uint8Array, not an Int8Array'); // biome-ignore format: short
    expect(() => map.setAll([of(1), of(2)], [of(1)])).toThrow('as many values as keys');
    expect(() => map.addAll([of(1)], of(1))).toThrow('addAll needs values that are numbers');
    const wrong: [Partial<TextColumn>, string][] = [
      [{ bytes: of(1) }, 'offsets of keys must be a Uint32Array or an Int32Array, not undefined'],
      [{ bytes: of(1), offsets: Uint32Array.of(0, 2) }, 'offset 1 of keys'],
      [{ bytes: of(1), offsets: Uint32Array.of(1, 0) }, 'offset 1 of keys'],
    ];
    for (const [column, message] of wrong) expect(() => map.setAll(column, of(2))).toThrow(message);
    expect([...map]).toEqual([[of(1), of(2)]]);
  });

  test('of more bytes than there can be are refused', () => {
    const map = new GoMap('bytes', 'u32').set(of(1), 2);
    const large = new Uint8Array(2 ** 30); // nobody touches it
    const rows = [large, large, large, large];
    expect(() => map.setAll(rows, 1)).toThrow('the bytes of keys must be at most 4294967295');
    expect([...map]).toEqual([[of(1), 2]]);
  });
});

test('snapshots keep bytes that are no UTF-8', () => {
  const map = new GoMap('bytes', 'bytes');
  for (const [i, bytes] of BYTES.entries())
    map.set(bytes, BYTES[BYTES.length - 1 - i] as Uint8Array);
  const copy = GoMap.restore<Uint8Array, Uint8Array>(map.snapshot());
  expect([copy.keyKind, copy.valueKind, copy.size]).toEqual(['bytes', 'bytes', BYTES.length]);
  for (const [i, bytes] of BYTES.entries()) {
    expect(copy.get(bytes)).toEqual(BYTES[BYTES.length - 1 - i]);
  }
});
