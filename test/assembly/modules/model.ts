// A random walk that the library and the language's own Map take together, for any types.

import { GoMap } from 'tophash/assembly';

let state: u64 = 1;

export function random(below: u32): u32 {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return <u32>((state >> 32) % below);
}

/** The `i`th key or value of a type, of which there are some thousands. */
export function sample<T>(i: u32): T {
  if (isString<T>()) return changetype<T>(changetype<usize>('s'.repeat(i % 19) + i.toString()));
  else if (isReference<T>()) return changetype<T>(changetype<usize>(new Box(i)));
  else if (isBoolean<T>()) return <T>((i & 1) != 0);
  else if (isFloat<T>()) return <T>(<f64>i / 4 - 100);
  else if (sizeof<T>() == 8) return <T>((<u64>i * 0x9e3779b97f4a7c15) >> (i & 31));
  else return <T>(i - 300);
}

export class Box {
  constructor(public number: u32) {}
}

function same<V>(a: V, b: V): bool {
  return a == b;
}

export function check<K, V>(map: GoMap<K, V>, model: Map<K, V>): bool {
  if (map.size != model.size) return false;
  const keys = model.keys();
  for (let i = 0; i < keys.length; i += 1) {
    if (!map.has(keys[i]) || !same(map.get(keys[i]), model.get(keys[i]))) return false;
  }
  let seen = 0;
  const cursor = map.cursor();
  while (cursor.next()) {
    seen += 1;
    if (!model.has(cursor.key) || !same(model.get(cursor.key), cursor.value)) return false;
  }
  const mapKeys = map.keys();
  const values = map.values();
  if (mapKeys.length != seen || values.length != seen) return false;
  for (let i = 0; i < seen; i += 1) if (!same(model.get(mapKeys[i]), values[i])) return false;
  return seen == model.size;
}

export function differ<K, V>(steps: i32, range: u32): i32 {
  let map = new GoMap<K, V>();
  const model = new Map<K, V>();
  for (let step = 1; step <= steps; step += 1) {
    const key = sample<K>(random(range));
    const value = sample<V>(random(range));
    const what = random(16);
    if (what < 8) {
      map.set(key, value);
      model.set(key, value);
    } else if (what < 12) {
      if (map.delete(key) != model.delete(key)) return step;
    }
    const there = model.has(key);
    if (map.has(key) != there || map.size != model.size) return step;
    const expected = there ? model.get(key) : value;
    if (!same(map.getOr(key, value), expected)) return step;
    const at = map.find(key);
    if ((at != 0) != there || (there && !same(load<V>(at), expected))) return step;
    const rare = random(steps);
    if (rare < 2) {
      map.clear();
      model.clear();
    } else if (rare < 4) map = map.clone();
    else if (rare < 6) map.reserve(random(2 * range));
    else if (rare < 8 && !check<K, V>(map, model)) return step;
  }
  return check<K, V>(map, model) ? 0 : steps;
}
