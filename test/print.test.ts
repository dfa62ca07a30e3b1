// How maps are printed, and what JSON makes of them: as of native Maps.

import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { GoMap, Heap, WasmMap, WasmSet } from '../src/index.js';

test('a GoMap is printed with its kinds and its entries', () => {
  expect(inspect(new GoMap('u32', 'f64').set(7, 0.5))).toBe('GoMap<u32, f64>(1) { 7 => 0.5 }');
  expect(inspect(new GoMap('string', 'i64').set('a', 1n))).toBe(
    "GoMap<string, i64>(1) { 'a' => 1n }",
  );
  expect(inspect(new GoMap('bytes', 'bytes').set(Uint8Array.of(1, 2), Buffer.of(3)))).toBe(
    'GoMap<bytes, bytes>(1) { Uint8Array(2) [ 1, 2 ] => Uint8Array(1) [ 3 ] }',
  );
  expect(inspect(new GoMap('u32', 'void'))).toBe('GoMap<u32, void>(0) {}');
});

describe.each<[string, () => GoMap<number, unknown> | WasmMap<number, unknown>]>([
  ['GoMap<u32, any>', () => new GoMap('u32', 'any')],
  ['Map', () => new WasmMap()],
])('%s', (name, make) => {
  test('is printed as a native Map, entry by entry', () => {
    const map = make()
      .set(1, 'one')
      .set(2, { two: [2] });
    const text = inspect(map);
    expect(text.startsWith(`${name}(2) { `)).toBe(true);
    expect(text).toContain("1 => 'one'");
    expect(text).toContain('2 => { two: [ 2 ] }');
  });

  test('has each entry on a line where there is much', () => {
    const map = make().set(1, 'x'.repeat(80));
    expect(inspect(map)).toBe(`${name}(1) {\n  1 => '${'x'.repeat(80)}'\n}`);
    expect(inspect({ map }, { depth: 3 })).toContain(`${name}(1) {\n    1 =>`);
  });

  test('shows a hundred entries, or as many as asked for', () => {
    const map = make();
    for (let i = 0; i < 1000; i += 1) map.set(i, i);
    expect(inspect(map).match(/ => /g)).toHaveLength(100);
    expect(inspect(map)).toContain(',\n  ... 900 more items\n}');
    expect(inspect(map, { maxArrayLength: 999 })).toContain('... 1 more item\n}');
    expect(inspect(map, { maxArrayLength: null }).match(/ => /g)).toHaveLength(1000);
  });

  test('is abbreviated when it lies deep, and circular when it is inside itself', () => {
    const short = name.replace(/<.*/, '');
    const map = make().set(1, 2);
    expect(inspect({ a: { b: { c: map } } })).toContain(`c: [${short}]`);
    map.set(1, make().set(2, make().set(3, make().set(4, 5))));
    expect(inspect(map)).toBe(
      `${name}(1) { 1 => ${name}(1) { 2 => ${name}(1) { 3 => [${short}] } } }`,
    );
    map.set(1, map);
    expect(inspect(map, { depth: null })).toBe(`${name}(1) { 1 => [Circular] }`);
  });

  test('is printed in colours', () => {
    expect(inspect(make().set(1, 2), { colors: true })).toContain('\u001b[33m1\u001b[39m => ');
  });

  test('is {} in JSON', () => {
    expect(JSON.stringify({ map: make().set(1, 2) })).toBe('{"map":{}}');
  });

  test('looks like what it is when it has been disposed of', () => {
    const map = make().set(1, 2);
    map.dispose();
    expect(inspect(map)).toMatch(/^(GoMap|Map) \[.* has been disposed of\]$/);
  });

  test('can be printed while it is being written', () => {
    const map = make();
    map.getOrInsertComputed(1, () => inspect(map));
    expect(map.get(1)).toMatch(/^(GoMap|Map)/);
  });

  test('throws what printing a value throws', () => {
    const value = {
      [Symbol.for('nodejs.util.inspect.custom')]: () => {
        throw new Error('mine');
      },
    };
    const map = make().set(1, value);
    expect(() => inspect(map)).toThrow('mine');
    expect(inspect(map.set(1, 1))).toBe(`${name}(1) { 1 => 1 }`);
  });
});

test('a WasmSet is printed as a native Set', () => {
  const set = new WasmSet<unknown>([1, 'two', { three: [3] }]);
  expect(inspect(set)).toBe("Set(3) { 1, 'two', { three: [ 3 ] } }");
  expect(inspect(new WasmSet(Array(1000).keys()))).toContain(',\n  ... 900 more items\n}');
  set.add(set);
  expect(inspect(set)).toContain('[Circular]');
  set.dispose();
  expect(inspect(set)).toBe('Set [this WasmSet has been disposed of]');
});

test('heaps and iterators are printed without what they are made of', () => {
  const heap = new Heap();
  expect(inspect(heap)).toBe(`Heap { bytes: ${heap.bytes}, usedBytes: 0 }`);
  expect(inspect(new GoMap('u32', 'u32').set(1, 2).keys())).toBe('[GoMap Iterator] {}');
});
