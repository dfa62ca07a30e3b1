// Snapshots: what is restored is what there was, wherever the bytes have been in between.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { GoMap, Heap } from '../src/index.js';
import { heapOn, useBuild } from './support/builds.js';
import { type AnyMap, Model } from './support/model.js';
import { samples } from './support/samples.js';
import { type Decoded, decoded, filled, PAIRS, resealed } from './support/snapshots.js';

describe.each(['release', 'debug', 'swar'] as const)('in the %s build', (build) => {
  test.each(PAIRS)('a map from %s to %s is as it was', (key, value) => {
    const heap = heapOn(build);
    for (const count of build === 'release' ? [0, 1, 8, 9, 1500, 20_000] : [0, 1, 9, 300]) {
      const [map, model] = filled(key, value, count, heap);
      const bytes = map.snapshot();
      model.compare(map); // taking a snapshot has changed nothing
      const other = heapOn(build);
      const restored = GoMap.restore(bytes, { heap: other }) as AnyMap;
      expect([restored.keyKind, restored.valueKind]).toEqual([key, value]);
      model.compare(restored);
      // The bytes say the same to another reader, and it goes on being a map.
      const read = decoded(bytes) as Decoded;
      expect([read.key, read.value]).toEqual([key, value]);
      read.model.compare(map);
      const [first] = samples(key, 1);
      const [some] = samples(value, 1);
      restored.set(first, some).delete(first);
      expect(restored.has(first)).toBe(false);
      for (const k of samples(key, count)) restored.delete(k);
      restored.clear();
      expect(restored.size).toBe(0);
      restored.dispose();
      map.dispose();
    }
  });
});

test('a map in the middle of a growth, with deleted entries, that has grown far before', () => {
  const heap = heapOn('debug');
  const map = new GoMap('u32', 'string', { heap });
  const model = new Model();
  for (let i = 0; i < 700; i += 1) {
    map.set(i, `value ${i}`);
    model.set(i, `value ${i}`);
    if (i % 3 === 0) {
      map.delete(i / 3);
      model.delete(i / 3);
    }
    if (map.stats().growing) model.compare(GoMap.restore(map.snapshot(), { heap }) as AnyMap);
  }
});

test('strings with lengths of one, two and four bytes', () => {
  const heap = heapOn('release');
  for (const length of [255, 256, 65_535, 65_536, 300_000]) {
    const map = new GoMap('string', 'string', { heap });
    const model = new Model();
    for (let i = 0; i < 40; i += 1) {
      const key = `${i} ${'é'.repeat(i === 20 ? length / 2 - 3 : i)}`;
      map.set(key, 'v'.repeat(i === 7 ? length : 0));
      model.set(key, 'v'.repeat(i === 7 ? length : 0));
    }
    model.compare(GoMap.restore(map.snapshot(), { heap }) as AnyMap);
    map.dispose();
  }
});

test('every NaN is an entry, and a zero keeps its sign', () => {
  const heap = heapOn('debug');
  const map = new GoMap('f64', 'i32', { heap });
  for (let i = 0; i < 100; i += 1) map.set(Number.NaN, i);
  map.set(0, 1).set(-0, 2);
  const restored = GoMap.restore<number, number>(map.snapshot(), { heap });
  expect(restored.size).toBe(101);
  expect([...restored.keys()].some((key) => Object.is(key, -0))).toBe(true);
  expect([...restored.values()].sort((a, b) => a - b)).toEqual(
    [...map.values()].sort((a, b) => a - b),
  );
});

test('the bytes may lie anywhere, and in memory of any sort', () => {
  const heap = heapOn('release');
  const [map, model] = filled('string', 'f64', 2000, heap);
  const bytes = map.snapshot();
  const buffers = [
    new ArrayBuffer(bytes.length + 16),
    new SharedArrayBuffer(bytes.length + 16),
    new WebAssembly.Memory({ initial: 4, maximum: 4, shared: true }).buffer,
    Reflect.construct(ArrayBuffer, [bytes.length + 16, { maxByteLength: 2 * bytes.length }]),
  ];
  for (const buffer of buffers) {
    for (let offset = 0; offset < 9; offset += 1) {
      const view = new Uint8Array(buffer, offset, bytes.length);
      view.set(bytes);
      const restored = GoMap.restore(view, { heap }) as AnyMap;
      model.compare(restored);
      restored.dispose();
    }
  }
  model.compare(GoMap.restore(Buffer.from(bytes), { heap }) as AnyMap);
  expect(bytes.buffer.byteLength).toBe(bytes.length);
});

test('the size is that of the entries, and little more', () => {
  const heap = heapOn('release');
  const count = 10_000;
  const numbers = new GoMap('u32', 'u32', { heap });
  const words = new GoMap('string', 'void', { heap });
  let text = 0;
  for (let i = 0; i < count; i += 1) {
    numbers.set(i, i);
    words.set(`word ${i}`, undefined);
    text += `word ${i}`.length;
  }
  expect(numbers.snapshot().length).toBeLessThanOrEqual(count * 8 + 64);
  expect(words.snapshot().length).toBeLessThanOrEqual(text + count + 80);
});

test('the seed is neither in the bytes nor restored', () => {
  const seed = 0x0123456789abcdefn;
  const map = new GoMap('u32', 'u32', { seed, heap: heapOn('release') });
  for (let i = 0; i < 1000; i += 1) map.set(i, i);
  const bytes = map.snapshot();
  const words = new BigUint64Array(bytes.buffer);
  expect(words.includes(seed)).toBe(false);
  const order = (m: GoMap<number, number>) => [...m.keys()].join();
  const orders = new Set<string>();
  for (let i = 0; i < 5; i += 1) orders.add(order(GoMap.restore(bytes)));
  expect(orders.size).toBe(5);
});

test('a restored map lives in the heap that is given', () => {
  const heap = heapOn('release');
  const bytes = new GoMap('u32', 'u32', { heap }).set(1, 2).snapshot();
  const other = new Heap();
  const before = heap.usedBytes;
  GoMap.restore(bytes, { heap: other });
  expect(heap.usedBytes).toBe(before);
  expect(other.usedBytes).toBeGreaterThan(0);
  expect(() => GoMap.restore(bytes, { heap: {} as Heap })).toThrow(
    'heap must be a Heap, not an object',
  );
});

test('its types are those that the caller names', () => {
  const bytes = new GoMap('string', 'u32').snapshot();
  expectTypeOf(bytes).toEqualTypeOf<Uint8Array<ArrayBuffer>>();
  expectTypeOf(GoMap.restore<string, number>(bytes)).toEqualTypeOf<GoMap<string, number>>();
  expect(GoMap.restore(bytes)).toBeInstanceOf(GoMap);
});

test('through a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
  try {
    const [map, model] = filled('i64', 'string', 3000, heapOn('release'));
    const file = join(folder, 'map.bin');
    writeFileSync(file, map.snapshot());
    model.compare(GoMap.restore(readFileSync(file)) as AnyMap);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('to a worker and back, transferred', async () => {
  const [map, model] = filled('string', 'i32', 3000, heapOn('release'));
  const library = pathToFileURL(join(import.meta.dirname, '../build/index.js')).href;
  const code = `
    const { parentPort } = require('node:worker_threads');
    parentPort.once('message', async (bytes) => {
      const { GoMap } = await import(${JSON.stringify(library)});
      const map = GoMap.restore(bytes);
      map.set('from the worker', 1);
      const back = map.snapshot();
      parentPort.postMessage(back, [back.buffer]);
    });`;
  const worker = new Worker(code, { eval: true });
  try {
    const bytes = map.snapshot();
    const answer = new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
    });
    worker.postMessage(bytes, [bytes.buffer]);
    expect(bytes.length).toBe(0); // it has gone over without a copy
    model.set('from the worker', 1);
    model.compare(GoMap.restore(await answer) as AnyMap);
  } finally {
    await worker.terminate();
  }
});

test('bytes that a port has taken away are no snapshot', () => {
  const bytes = new GoMap('u32', 'u32').set(1, 2).snapshot();
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(bytes, [bytes.buffer]);
  const { message } = receiveMessageOnPort(port2) as { message: Uint8Array };
  expect(() => GoMap.restore(bytes)).toThrow('does not begin as snapshots of GoMap do');
  expect(GoMap.restore(message).size).toBe(1);
  port1.close();
});

describe('what cannot be', () => {
  const good = () => new GoMap('u32', 'bool').set(1, true).set(2, false).snapshot();

  test.each([
    undefined,
    null,
    7,
    'text',
    {},
    [],
    new ArrayBuffer(64),
    new Uint16Array(64),
    new Int8Array(64),
    new DataView(new ArrayBuffer(64)),
    { length: 64 },
  ])('restore of what is no Uint8Array (%s)', (value) => {
    expect(() => GoMap.restore(value as Uint8Array)).toThrow(TypeError);
    expect(() => GoMap.restore(value as Uint8Array)).toThrow('the snapshot must be a Uint8Array');
  });

  test('restore with what is no options', () => {
    expect(() => GoMap.restore(good(), null as never)).toThrow(TypeError);
    expect(() => GoMap.restore(good(), { heap: 1 as never })).toThrow(TypeError);
  });

  test("values of kind 'any', and maps that are gone", () => {
    const map = new GoMap('u32', 'any').set(1, {});
    expect(() => map.snapshot()).toThrow(TypeError);
    expect(() => map.snapshot()).toThrow(/encode them as strings/);
    const gone = new GoMap('u32', 'u32');
    gone.dispose();
    expect(() => gone.snapshot()).toThrow('this GoMap has been disposed of');
  });

  test('a snapshot of a map that is being written', () => {
    const map = new GoMap('u32', 'u32').set(1, 1);
    expect(() => map.getOrInsertComputed(2, () => map.snapshot().length)).toThrow(
      'concurrent map iteration and map write',
    );
    expect(GoMap.restore(map.snapshot()).size).toBe(1);
  });

  /** Changes of a good snapshot, with the right checksum, and what is said about them. */
  type Change = (bytes: Uint8Array, view: DataView) => unknown;
  const wrong: [string, Change, string][] = [
    ['another beginning', (b) => b.set([0x88]), 'does not begin as snapshots of GoMap do'],
    ['a later version', (b) => b.set([2], 8), 'has version 2 of the format'],
    ['key kind 0', (b) => b.set([0], 9), 'has an unknown key kind, 0'],
    ['key kind bool', (b) => b.set([12], 9), 'has an unknown key kind, 12'],
    ['value kind 14', (b) => b.set([14], 10), 'has an unknown value kind, 14'],
    ['wide keys', (b) => b.set([8], 11), 'has rows of 8 bytes and 0 of text for u32'],
    ['narrow values', (b) => b.set([0], 12), 'has rows of 0 bytes and 0 of text for bool'],
    ['text of numbers', (_, v) => v.setUint32(24, 8, true), 'has rows of 4 bytes and 8 of text'],
    ['many entries', (_, v) => v.setUint32(16, 3, true), 'should have 72 bytes by its header'],
    ['no end of entries', (_, v) => v.setUint32(20, 1, true), 'has no room for the 4294967298'],
    ['half of it', (b) => b.slice(0, 40), 'has only 40 bytes: it was cut off'],
    ['less', (b) => b.slice(0, 56), 'should have 64 bytes by its header, but has 56'],
    ['bytes behind it', (b) => Uint8Array.of(...b, ...new Uint8Array(8)), 'but has 72'],
    ['a boolean of 2', (b) => b.set([2], 49), 'has a boolean of 2 in row 1'],
    ['a key twice', (_, v) => v.setUint32(44, v.getUint32(40)), 'twice'],
  ];

  test.each(wrong)('%s', (_name, change, message) => {
    const heap = heapOn('debug');
    const bytes = good();
    const changed = (change(bytes, new DataView(bytes.buffer)) as Uint8Array | undefined) ?? bytes;
    const restore = () => GoMap.restore(resealed(changed), { heap });
    expect(restore).toThrow(RangeError);
    expect(restore).toThrow(message);
    expect(heap.usedBytes).toBe(0);
  });

  test.each(['u32', 'f64', 'i64', 'string'] as const)(
    'a %s twice, wherever in its chain',
    (key) => {
      const heap = heapOn('debug');
      // As full as a table gets, so that many chains have a second bucket.
      const count = 416;
      const map = new GoMap(key, 'u8' as 'u32', { seed: 1n, heap }) as AnyMap;
      const keyOf = (i: number) =>
        ({ u32: i, f64: i / 3, i64: BigInt(i) })[key as 'u32'] ?? `k${i}`;
      for (let i = 0; i < count; i += 1) map.set(keyOf(i + 100), i & 255);
      expect(map.stats().overflow).toBeGreaterThan(2);
      const bytes = map.snapshot();
      map.dispose();
      const { usedBytes } = heap;
      const width = key === 'string' ? 4 : (bytes[11] as number);
      // The rows of lengths come before the text, and are all the same.
      const rows = 40 + (key === 'string' ? count : 0);
      for (let i = 0; i < count; i += 1) {
        const changed = bytes.slice();
        const other = rows + ((i + 1 + (i % 97)) % count) * width;
        changed.copyWithin(rows + i * width, other, other + width);
        expect(() => GoMap.restore(resealed(changed), { heap })).toThrow(
          /has the key of row \d+ twice/,
        );
        expect(heap.usedBytes).toBe(usedBytes);
      }
    },
  );

  test('another checksum', () => {
    const bytes = good();
    bytes[40] = (bytes[40] as number) ^ 1;
    expect(() => GoMap.restore(bytes)).toThrow('the snapshot is damaged: its checksum is another');
  });

  test('text that is none', () => {
    const map = new GoMap('u32', 'string').set(1, 'abc').set(2, 'abc');
    const bytes = map.snapshot();
    bytes[bytes.length - 13] = 0xff; // the last character but two bytes of filling and the checksum
    expect(() => GoMap.restore(resealed(bytes))).toThrow('has bytes that are no text in the value');
  });

  test('more than the heap can hold: nothing is left there', () => {
    const [map] = filled('string', 'string', 20_000, heapOn('release'));
    const bytes = map.snapshot();
    let failed = 0;
    for (let pages = 3; pages < 64; pages += 1) {
      const heap = new Heap({ maximumBytes: pages * 65536 });
      try {
        expect(GoMap.restore(bytes, { heap }).size).toBe(20_000);
      } catch (error) {
        failed += 1;
        expect((error as Error).message).toMatch(/^out of memory: /);
        expect(heap.usedBytes).toBe(0);
      }
    }
    expect(failed).toBeGreaterThan(10);
  });
});

test('memory that another thread changes is read once', async () => {
  // The reader must see the bytes whole or find them damaged, whatever the writer does meanwhile.
  useBuild('debug');
  const [map] = filled('string', 'string', 400, heapOn('debug'));
  const bytes = map.snapshot();
  const shared = new SharedArrayBuffer(bytes.length + 4);
  const view = new Uint8Array(shared, 0, bytes.length);
  view.set(bytes);
  const code = `
    const { workerData: { shared, length, good } } = require('node:worker_threads');
    const bytes = new Uint8Array(shared, 0, length);
    const stop = new Uint8Array(shared, length, 4);
    for (let i = 1; Atomics.load(stop, 0) === 0; i += 1) {
      const at = 40 + (Math.imul(i, 0x9e3779b1) >>> 0) % (length - 40);
      bytes[at] ^= 1 << (i & 7);
      Atomics.store(stop, 1, 1);
      bytes[at] = good[at];
    }`;
  const worker = new Worker(code, {
    eval: true,
    workerData: { shared, length: bytes.length, good: bytes },
  });
  const control = new Uint8Array(shared, bytes.length, 4);
  const exit = new Promise((resolve) => worker.once('exit', resolve));
  const heap = heapOn('debug');
  while (Atomics.load(control, 1) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  for (let i = 0; i < 2000; i += 1) {
    try {
      const restored = GoMap.restore(view, { heap });
      expect(restored.size).toBe(map.size);
      restored.dispose();
    } catch (error) {
      expect((error as Error).message).toContain('the snapshot is damaged');
    }
    expect(heap.usedBytes).toBe(0);
  }
  Atomics.store(control, 0, 1);
  await exit;
});
