// What the core's exports do with addresses that a mistake in the wrapper could pass: in the debug
// build each of them traps with a message, before it reads or writes what belongs to another map.

import { expect, test } from 'vitest';
import { GoMap, type Heap } from '../src/index.js';
import { heapOn } from './support/builds.js';
import { insideOf, memoryOf } from './support/inside.js';
import { type AnyMap, Model } from './support/model.js';
import { KEY_KINDS, samples, stored, VALUE_KINDS } from './support/samples.js';

type Exports = Record<string, (...args: number[]) => unknown>;

/** The exports that are passed no address, or none but those of memory for as much as they say. */
const WITHOUT = new Set([
  'addToChecksum',
  'adopt',
  'allocateScratch',
  'areaAddress',
  'beginChecksum',
  'endChecksum',
  'foundAddress',
  'foundPlaceAddress',
  'joinedAddress',
  'leave',
  'missingAddress',
  'newChunk',
  'newMap',
  'reserveStack',
  'stringsFromEnds',
  'stringsFromLengths',
  'usedBytes',
  'wordElemAddress',
  'wordKeyAddress',
  'wtf8Strings',
]);

/** Maps of all kinds that must not notice anything, each with an iterator that has begun. */
function witnesses(heap: Heap) {
  return KEY_KINDS.flatMap((key) =>
    VALUE_KINDS.map((value) => {
      const map = new GoMap<unknown, unknown>(key as never, value as never, { heap }) as AnyMap;
      const model = new Model();
      const values = samples(value, 30);
      for (const [i, k] of samples(key, 30).entries()) {
        map.set(k, values[i]);
        model.set(k, stored(value, values[i]));
      }
      const iterator = map.entries();
      iterator.next();
      iterator.next(); // now it has begun in the core
      return { map, model, iterator };
    }),
  );
}

const heap = heapOn('debug');
const maps = witnesses(heap);
const memory = memoryOf(heap);
const core = memory.core as unknown as Exports;
const [first] = maps as [(typeof maps)[number]];
const good = insideOf(first.map).h;
const iterator = core.iterate?.(good) as number;
const scratch = core.allocateScratch?.(4096) as number;
const gone = new GoMap('u32', 'u32', { heap });
const freed = insideOf(gone).h;
gone.dispose();

function message(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
}

const names = Object.keys(core).filter((name) => typeof core[name] === 'function');
const OF_ITERATORS =
  /^(next|columns|keysAddress|elemsAddress|endIteration|iterationStart|rewind|joinStrings)/;
const BAD = {
  'no address': 0,
  'an address that is not aligned': good + 4,
  'the inside of a map': good + 16,
  'a bucket': memory.views.u32[(good + 16) >>> 2] as number,
  'a map that is gone': freed,
  'borrowed memory': scratch,
  'the end of the memory': heap.bytes - 8,
  'more than the memory': heap.bytes + 65536,
  'the last address': 2 ** 32 - 16,
};

test('there are exports to be tried', () => {
  expect(names.length).toBeGreaterThan(80);
  for (const name of WITHOUT) expect(names).toContain(name);
});

test.each(names.filter((name) => !WITHOUT.has(name)))('%s refuses', (name) => {
  const call = core[name] as (...args: number[]) => unknown;
  const other = OF_ITERATORS.test(name) ? good : iterator;
  for (const [what, address] of Object.entries({
    ...BAD,
    'the other of map and iterator': other,
  })) {
    expect(
      message(() => call(address, 0, 0, 0, 0, 0)),
      what,
    ).toMatch(/not (the address of a live (map|iterator)|memory that the host has borrowed)/);
  }
});

/** The kind of key by which an export's name ends. */
const ENDINGS = { 32: 'u32', 64: 'u64', F64: 'f64', String: 'string', Utf8: 'string' };

/** Arguments behind the first one of `name`, with `address` wherever an address is expected. */
function withAddress(name: string, address: number): number[] {
  if (name.startsWith('columns')) return [100, address, address];
  if (/^setString(32|F64)$/.test(name)) return [1, address, 100];
  return [address, 100, address, address, address];
}

test.each(names.filter((name) => /All|^columns|^insertUnique|^setString|Utf8$/.test(name)))(
  '%s refuses columns and strings that are not in borrowed memory',
  (name) => {
    const call = core[name] as (...args: number[]) => unknown;
    const ending = name.match(/(32|F64|64|String|Utf8)$/)?.[0] as keyof typeof ENDINGS;
    const { map } = maps.find(
      ({ map }) => map.keyKind === ENDINGS[ending] && map.valueKind === 'string',
    ) as (typeof maps)[number];
    const subject = name.startsWith('columns')
      ? (core.iterate?.(insideOf(map).h) as number)
      : insideOf(map).h;
    for (const address of [
      16,
      insideOf(map).h,
      freed,
      scratch + 4000,
      heap.bytes - 8,
      2 ** 32 - 16,
    ]) {
      expect(message(() => call(subject, ...withAddress(name, address)))).toContain(
        'not memory that the host has borrowed',
      );
    }
  },
);

test('checksums and packed strings of memory that was not borrowed', () => {
  for (const at of [0, good, freed, scratch + 4000, heap.bytes - 8, 2 ** 32 - 16]) {
    const calls = [
      () => core.addToChecksum?.(at, 128),
      () => core.stringsFromLengths?.(at, 1, 100, scratch, scratch, scratch + 100),
      () => core.stringsFromLengths?.(scratch, 1, 1, at, at + 100, scratch + 100),
      () => core.stringsFromLengths?.(scratch, 1, 10, scratch, scratch, at),
      () => core.stringsFromEnds?.(at, 20, 0, scratch, scratch + 100, scratch + 200),
      () => core.stringsFromEnds?.(scratch, 10, 0, at, at + 100, scratch + 200),
      () => core.stringsFromEnds?.(scratch, 10, 0, scratch, scratch + 100, at),
      () => core.wtf8Strings?.(at, 10),
    ];
    for (const call of calls) expect(message(call)).toContain('not memory that the host');
  }
});

test('memory that was not borrowed cannot be given back, nor twice', () => {
  const address = core.allocateScratch?.(64) as number;
  for (const [at, bytes] of [
    [good, 48],
    [address + 16, 48],
    [address, 65],
  ] as const) {
    expect(message(() => core.freeScratch?.(at, bytes))).toContain('not memory that the host');
  }
  core.freeScratch?.(address, 64);
  expect(message(() => core.freeScratch?.(address, 64))).toContain('not memory that the host');
});

test('the maps have not noticed', () => {
  for (const { map, model, iterator } of maps) {
    model.compare(map);
    for (const _ of iterator as Iterable<unknown>);
  }
});
