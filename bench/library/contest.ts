// The library against the language's own Map, inside one module. Every function does one thing to all
// entries of the one or the other, and returns a number that depends on all of it.

import { GoMap } from 'tophash/assembly';

const set = 0;
const get = 1;
const miss = 2;
const iterate = 3;
const remove = 4;

function sample<K>(i: u32): K {
  if (isString<K>()) return changetype<K>(changetype<usize>(`key ${(i * 2654435761).toString()}`));
  else if (sizeof<K>() == 8) return <K>(<u64>i * 0x9e3779b97f4a7c15);
  else return <K>(i * 2654435761);
}

class Contest<K> {
  private there: StaticArray<K> = new StaticArray<K>(0);
  private absent: StaticArray<K> = new StaticArray<K>(0);
  private map: GoMap<K, u32> = new GoMap<K, u32>();
  private own: Map<K, u32> = new Map<K, u32>();

  /** Makes `n` keys that will be there, in an order of their own, and as many that will not. */
  prepare(n: i32): void {
    this.there = new StaticArray<K>(n);
    this.absent = new StaticArray<K>(n);
    for (let i = 0; i < n; i += 1) {
      this.there[i] = sample<K>(i);
      this.absent[i] = sample<K>(i + n);
    }
  }

  /** Lookups come in another order than insertions did. */
  shuffle(): void {
    let x: u32 = 1;
    for (let i = <u32>this.there.length - 1; i; i -= 1) {
      x = x * 1664525 + 1013904223;
      const j = <u32>((<u64>x * (i + 1)) >> 32);
      const key = this.there[i];
      this.there[i] = this.there[j];
      this.there[j] = key;
    }
  }

  library(what: i32): f64 {
    const n = this.there.length;
    let sum: u64 = 0;
    if (what == set) {
      this.map.dispose();
      const map = new GoMap<K, u32>();
      this.map = map;
      for (let i = 0; i < n; i += 1) map.set(unchecked(this.there[i]), i);
      return map.size;
    }
    const map = this.map;
    if (what == get) for (let i = 0; i < n; i += 1) sum += map.get(unchecked(this.there[i]));
    if (what == miss)
      for (let i = 0; i < n; i += 1) sum += map.has(unchecked(this.absent[i])) ? 1 : 0;
    if (what == iterate) {
      const cursor = map.cursor();
      while (cursor.next()) sum += cursor.value;
    }
    if (what == remove)
      for (let i = 0; i < n; i += 1) sum += map.delete(unchecked(this.there[i])) ? 1 : 0;
    return <f64>sum;
  }

  language(what: i32): f64 {
    const n = this.there.length;
    let sum: u64 = 0;
    if (what == set) {
      const map = new Map<K, u32>();
      this.own = map;
      for (let i = 0; i < n; i += 1) map.set(unchecked(this.there[i]), i);
      return map.size;
    }
    const map = this.own;
    if (what == get) for (let i = 0; i < n; i += 1) sum += map.get(unchecked(this.there[i]));
    if (what == miss)
      for (let i = 0; i < n; i += 1) sum += map.has(unchecked(this.absent[i])) ? 1 : 0;
    if (what == iterate) {
      const values = map.values();
      for (let i = 0; i < values.length; i += 1) sum += unchecked(values[i]);
    }
    if (what == remove)
      for (let i = 0; i < n; i += 1) sum += map.delete(unchecked(this.there[i])) ? 1 : 0;
    return <f64>sum;
  }
}

const u32s = new Contest<u32>();
const u64s = new Contest<u64>();
const f64s = new Contest<f64>();
const strings = new Contest<string>();

export function prepare(kind: i32, n: i32): void {
  if (kind == 0) u32s.prepare(n);
  else if (kind == 1) u64s.prepare(n);
  else if (kind == 2) f64s.prepare(n);
  else strings.prepare(n);
}

export function shuffle(kind: i32): void {
  if (kind == 0) u32s.shuffle();
  else if (kind == 1) u64s.shuffle();
  else if (kind == 2) f64s.shuffle();
  else strings.shuffle();
}

export function library(kind: i32, what: i32): f64 {
  if (kind == 0) return u32s.library(what);
  if (kind == 1) return u64s.library(what);
  if (kind == 2) return f64s.library(what);
  return strings.library(what);
}

export function language(kind: i32, what: i32): f64 {
  if (kind == 0) return u32s.language(what);
  if (kind == 1) return u64s.language(what);
  if (kind == 2) return f64s.language(what);
  return strings.language(what);
}
