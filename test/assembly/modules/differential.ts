// The library and the language's own Map do the same, and must answer the same. Each function returns 0
// if they do.

import { Cursor, GoMap } from 'tophash/assembly';
import { Box, check, differ, random, sample } from './model';

export function walks(steps: i32): i32 {
  let bad = 0;
  bad |= differ<i32, u32>(steps, 3000);
  bad |= differ<u64, f64>(steps, 3000);
  bad |= differ<string, string>(steps, 3000);
  bad |= differ<string, f64>(steps, 3000);
  bad |= differ<i32, string>(steps, 3000);
  bad |= differ<f64, Box | null>(steps, 3000);
  return bad;
}

/** `StaticArray<u8>` and `Uint8Array` as keys: each against strings with the same content. */
export function bytes(steps: i32): i32 {
  const map = new GoMap<StaticArray<u8>, i32>();
  const views = new GoMap<Uint8Array, i32>();
  const model = new Map<string, i32>();
  for (let step = 1; step <= steps; step += 1) {
    const length = random(19);
    const text = new StaticArray<u8>(length);
    const buffer = new Uint8Array(40);
    const start = random(20);
    let key = '';
    for (let i: u32 = 0; i < length; i += 1) {
      const byte = <u8>random(length > 2 ? 2 : 256);
      text[i] = byte;
      buffer[start + i] = byte;
      key += String.fromCharCode(byte);
    }
    const view = buffer.subarray(start, start + length);
    if (map.has(text) != model.has(key) || views.has(view) != model.has(key)) return step;
    if (model.has(key)) {
      if (map.get(text) != model.get(key) || views.get(view) != model.get(key)) return step;
    }
    if (random(2)) {
      map.set(text, step);
      views.set(view, step);
      model.set(key, step);
    } else if (map.delete(text) != model.has(key) || views.delete(view) != model.delete(key)) {
      return step;
    }
  }
  // A view that ends where the memory does.
  const page = memory.grow(1);
  const last = changetype<Uint8Array>(__new(offsetof<Uint8Array>(), idof<Uint8Array>()));
  store<usize>(changetype<usize>(last), 0, offsetof<Uint8Array>('buffer'));
  store<usize>(
    changetype<usize>(last),
    ((<usize>(page + 1)) << 16) - 3,
    offsetof<Uint8Array>('dataStart'),
  );
  store<i32>(changetype<usize>(last), 3, offsetof<Uint8Array>('byteLength'));
  const expected = model.has('\0\0\0') ? model.get('\0\0\0') : -1;
  return map.size == model.size && views.size == model.size && views.getOr(last, -1) == expected
    ? 0
    : steps;
}

/** Columns against single calls. */
function columnsOf<K>(n: i32, range: u32): i32 {
  const map = new GoMap<K, i32>();
  const sums = new GoMap<K, i32>();
  const numbers = new GoMap<K, u32>();
  const model = new Map<K, i32>();
  const order = new Map<K, u32>();
  for (let round = 0; round < 6; round += 1) {
    const keys = new StaticArray<K>(n);
    const values = new StaticArray<i32>(n);
    const out = new StaticArray<i32>(n);
    const there = new StaticArray<bool>(n);
    const ids = new StaticArray<u32>(n);
    for (let i = 0; i < n; i += 1) {
      keys[i] = sample<K>(random(range));
      values[i] = random(1000);
      if (!order.has(keys[i])) order.set(keys[i], order.size);
    }
    map.getAll(keys, out, -1);
    map.hasAll(keys, there);
    for (let i = 0; i < n; i += 1) {
      if (there[i] != model.has(keys[i])) return 1;
      if (out[i] != (there[i] ? model.get(keys[i]) : -1)) return 2;
    }
    map.setAll(keys, values);
    for (let i = 0; i < n; i += 1) model.set(keys[i], values[i]);
    if (!check<K, i32>(map, model)) return 3;
    sums.clear();
    sums.setAll(keys, values);
    sums.addAll(keys, values);
    const added = new Map<K, i32>();
    for (let i = 0; i < n; i += 1) added.set(keys[i], values[i]);
    for (let i = 0; i < n; i += 1) added.set(keys[i], added.get(keys[i]) + values[i]);
    if (!check<K, i32>(sums, added)) return 4;
    numbers.encodeAll(keys, ids);
    for (let i = 0; i < n; i += 1) if (ids[i] != order.get(keys[i])) return 5;
    if (round & 1) {
      const size = map.size;
      if (size - map.deleteAll(keys) != map.size) return 6;
      for (let i = 0; i < n; i += 1) model.delete(keys[i]);
      if (!check<K, i32>(map, model)) return 7;
    }
  }
  return 0;
}

export function columns(n: i32): i32 {
  return columnsOf<i32>(n, 3000) | columnsOf<f64>(n, 3000) | columnsOf<string>(n, 3000);
}

/** Sums, and what a cursor shows while the map changes. */
export function cursors(n: i32): i32 {
  const map = new GoMap<string, i32>(0, 7);
  for (let i = 0; i < n; i += 1) map.add((i % 1000).toString(), 1);
  const seen = new Map<string, i32>();
  const cursor: Cursor<string, i32> = map.cursor();
  let step = 0;
  while (cursor.next()) {
    if (seen.has(cursor.key)) return 1;
    seen.set(cursor.key, cursor.value);
    // Every key comes in from the beginning; some are deleted when they have been shown, and others come.
    if (step % 3 == 0 && !map.delete(cursor.key)) return 2;
    if (step < 5000) map.set(`new ${step.toString()}`, -1);
    step += 1;
    if (cursor.key.startsWith('new') != (cursor.value == -1)) return 3;
  }
  for (let i = 0; i < 1000; i += 1) {
    if (!seen.has(i.toString()) || seen.get(i.toString()) != n / 1000) return 4;
  }
  const abandoned = map.cursor();
  abandoned.next();
  map.clear();
  if (abandoned.next()) return 5;
  const other = map.set('again', 1).cursor();
  map.dispose();
  return !other.next() && !map.has('again') && map.size == 0 ? 0 : 6;
}

function name(i: u32): string {
  return `${i.toString()} of the names`;
}

let names = new GoMap<string, Box>();
let walk = names.cursor();

/** Walks to an entry, and returns its number. Whatever a frame has referred to may stay: hence many functions. */
function walkNames(): u32 {
  names = new GoMap<string, Box>();
  for (let i = 0; i < 50; i += 1) names.set(name(i), new Box(i));
  walk = names.cursor();
  for (let i = 0; i < 20; i += 1) walk.next();
  return walk.value.number;
}

function column<T>(value: T): StaticArray<T> {
  const column = new StaticArray<T>(1);
  column[0] = value;
  return column;
}

function takeAway(i: u32, how: i32): void {
  const map = names;
  if (how == 0) map.delete(name(i));
  else if (how == 1) map.set(name(i), new Box(1000));
  else if (how == 2) map.clear();
  else if (how == 3) map.dispose();
  else if (how == 4) map.deleteAll(column<string>(name(i)));
  else map.setAll(column<string>(name(i)), column<Box>(new Box(1000)));
}

/** Collects, and takes what memory that has set free. */
function reuse(): void {
  __collect();
  for (let i = 0; i < 500; i += 1) {
    new Box(7777);
    name(7777);
  }
}

/** What a cursor shows stays as it was, whatever is taken from the map, until the next entry. */
export function shown(): i32 {
  for (let how = 0; how < 6; how += 1) {
    const i = walkNames();
    takeAway(i, how);
    reuse();
    if (walk.key != name(i) || walk.value.number != i) return 1 + how;
  }
  return 0;
}

// ---- traps ----

export function getAbsent(): i32 {
  return new GoMap<i32, i32>().set(1, 1).get(2);
}

export function addTooMuch(): i32 {
  return new GoMap<i32, i8>().set(1, 100).add(1, 100);
}

export function setDisposed(): void {
  const map = new GoMap<i32, i32>();
  map.dispose();
  map.set(1, 1);
}

// ---- what is given back ----

const kept = new GoMap<string, Box>();

/** Makes and drops maps with strings and references; what is kept must be right at the end. */
export function churn(rounds: i32): bool {
  for (let round = 0; round < rounds; round += 1) {
    const map = new GoMap<string, Box>();
    for (let i = 0; i < 2000; i += 1) map.set(`${i.toString()} of many`, new Box(i));
    const cursor = map.cursor();
    cursor.next();
    for (let i = 0; i < 1000; i += 1) map.delete(`${(i * 2).toString()} of many`);
    kept.set(round.toString(), new Box(round));
    kept.delete((round - 100).toString());
    if (map.size != 1000 || map.get('1001 of many').number != 1001) return false;
  }
  for (let round = rounds - 100; round < rounds; round += 1) {
    if (kept.get(round.toString()).number != round) return false;
  }
  return kept.size == 100;
}

export function collect(): void {
  __collect();
}

/** Makes maps of 1e5 numbers and drops them: memory that no collector sees. */
export function largeMaps(rounds: i32): void {
  for (let round = 0; round < rounds; round += 1) new GoMap<i32, f64>(100_000).set(1, 1);
}
