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

/** Columns at addresses, which may be odd, against single calls. */
export function columnsAt(n: i32): i32 {
  const keys = heap.alloc(8 * n + 1) + 1;
  const values = heap.alloc(4 * n + 1) + 1;
  const out = heap.alloc(4 * n + 1) + 1;
  const there = heap.alloc(n);
  const map = new GoMap<u64, i32>();
  const model = new Map<u64, i32>();
  const numbers = new GoMap<u64, u32>();
  for (let round = 0; round < 4; round += 1) {
    for (let i = 0; i < n; i += 1) {
      store<u64>(keys + 8 * i, sample<u64>(random(3000)));
      store<i32>(values + 4 * i, random(1000));
    }
    map.getAllAt(keys, n, out, -1);
    map.hasAllAt(keys, n, there);
    for (let i = 0; i < n; i += 1) {
      const key = load<u64>(keys + 8 * i);
      if (load<bool>(there + i) != model.has(key)) return 1;
      if (load<i32>(out + 4 * i) != (model.has(key) ? model.get(key) : -1)) return 2;
    }
    if (round == 1) map.setAllAt(keys, n, values);
    else map.addAllAt(keys, n, values);
    for (let i = 0; i < n; i += 1) {
      const key = load<u64>(keys + 8 * i);
      const old = round != 1 && model.has(key) ? model.get(key) : 0;
      model.set(key, old + load<i32>(values + 4 * i));
    }
    if (!check<u64, i32>(map, model)) return 3;
    numbers.encodeAllAt(keys, n, out);
    for (let i = 0; i < n; i += 1) {
      if (load<u32>(out + 4 * i) != numbers.get(load<u64>(keys + 8 * i))) return 4;
    }
    const some = n / 3;
    if (map.size - map.deleteAllAt(keys, some) != map.size) return 5;
    for (let i = 0; i < some; i += 1) model.delete(load<u64>(keys + 8 * i));
    if (!check<u64, i32>(map, model)) return 6;
  }
  map.setAllAt(0, 0, 0);
  return check<u64, i32>(map, model) ? 0 : 7;
}

/** A column of more rows than are added at a time, with keys that are equal to none. */
export function addMany(n: i32): i32 {
  const map = new GoMap<f64, i32>();
  const keys = new StaticArray<f64>(n);
  const deltas = new StaticArray<i32>(n);
  for (let i = 0; i < n; i += 1) {
    keys[i] = i % 100 ? i % 1000 : NaN;
    deltas[i] = 1;
  }
  map.addAll(keys, deltas);
  if (map.size != 990 + n / 100) return 1;
  let sum = 0;
  const cursor = map.cursor();
  while (cursor.next()) {
    if (cursor.value != (cursor.key == cursor.key ? n / 1000 : 1)) return 2;
    sum += cursor.value;
  }
  return sum == n ? 0 : 3;
}

// Globals, to which the collector comes first. It stops when it has visited a map, and goes on a kilobyte
// later: so columns that come in between must be short.
const columnsSet = new GoMap<string, Box>();
const columnsAdded = new GoMap<string, i32>();
const columnsEncoded = new GoMap<string, u32>();

function threeNames(first: i32): string[] {
  return [`${first} of many`, `${first + 1} of many`, `${first + 2} of many`];
}

/** What only a map keeps, after columns have brought it, is there when the collector has run. */
export function keptColumns(rounds: i32): i32 {
  const numbers = heap.alloc(12);
  memory.fill(numbers, 0, 12);
  const n = rounds * 3;
  for (let i = 0; i < n; i += 3) {
    const values = [new Box(i), new Box(i + 1), new Box(i + 2)];
    let keys = threeNames(i);
    columnsSet.setAllAt(keys.dataStart, 3, values.dataStart);
    keys = threeNames(i);
    columnsAdded.addAllAt(keys.dataStart, 3, numbers);
    keys = threeNames(i);
    const out = new StaticArray<u32>(3);
    columnsEncoded.encodeAllAt(keys.dataStart, 3, changetype<usize>(out));
  }
  for (let i = 0; i < n; i += 1) {
    const key = `${i} of many`;
    if (columnsSet.getOr(key, new Box(-1)).number != i) return 1;
    if (columnsAdded.getOr(key, -1) != 0) return 2;
    if (columnsEncoded.getOr(key, -1) != i) return 3;
  }
  return 0;
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

const sums = new GoMap<i32, i16>();

/** The sum of row 66000 is too large. */
export function addAllTooMuch(): void {
  const keys = new StaticArray<i32>(70_000);
  const deltas = new StaticArray<i16>(70_000);
  for (let i = 0; i < 70_000; i += 1) {
    keys[i] = i == 66_000 ? 0 : i;
    deltas[i] = i == 66_000 ? i16.MAX_VALUE : 1;
  }
  sums.addAll(keys, deltas);
}

export function sumsSize(): i32 {
  return sums.size;
}

/** A column of `n` values from `at` on, beside one that is in the memory. */
export function columnAt(at: usize, n: i32, what: i32): void {
  const map = new GoMap<u32, u32>();
  const good = heap.alloc(4 * 100);
  memory.fill(good, 0, 4 * 100);
  if (what == 0) map.getAllAt(at, n, good, 0);
  else if (what == 1) map.getAllAt(good, n, at, 0);
  else if (what == 2) map.hasAllAt(at, n, good);
  else if (what == 3) map.hasAllAt(good, n, at);
  else if (what == 4) map.setAllAt(at, n, good);
  else if (what == 5) map.setAllAt(good, n, at);
  else if (what == 6) map.addAllAt(at, n, good);
  else if (what == 7) map.addAllAt(good, n, at);
  else if (what == 8) map.deleteAllAt(at, n);
  else if (what == 9) map.encodeAllAt(at, n, good);
  else map.encodeAllAt(good, n, at);
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
