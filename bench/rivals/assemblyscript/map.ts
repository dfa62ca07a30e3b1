// AssemblyScript's own Map, for the benchmarks: as it comes, with a function for each call and kind of key.
// What is absent is NaN.

export function make_u32(): Map<u32, u32> {
  return new Map<u32, u32>();
}

export function get_u32(map: Map<u32, u32>, key: u32): f64 {
  return map.has(key) ? <f64>map.get(key) : NaN;
}

export function has_u32(map: Map<u32, u32>, key: u32): bool {
  return map.has(key);
}

export function set_u32(map: Map<u32, u32>, key: u32, value: u32): void {
  map.set(key, value);
}

export function delete_u32(map: Map<u32, u32>, key: u32): bool {
  return map.delete(key);
}

export function size_u32(map: Map<u32, u32>): u32 {
  return map.size;
}

export function make_f64(): Map<f64, u32> {
  return new Map<f64, u32>();
}

export function get_f64(map: Map<f64, u32>, key: f64): f64 {
  return map.has(key) ? <f64>map.get(key) : NaN;
}

export function has_f64(map: Map<f64, u32>, key: f64): bool {
  return map.has(key);
}

export function set_f64(map: Map<f64, u32>, key: f64, value: u32): void {
  map.set(key, value);
}

export function delete_f64(map: Map<f64, u32>, key: f64): bool {
  return map.delete(key);
}

export function size_f64(map: Map<f64, u32>): u32 {
  return map.size;
}

export function make_u64(): Map<u64, u32> {
  return new Map<u64, u32>();
}

export function get_u64(map: Map<u64, u32>, key: u64): f64 {
  return map.has(key) ? <f64>map.get(key) : NaN;
}

export function has_u64(map: Map<u64, u32>, key: u64): bool {
  return map.has(key);
}

export function set_u64(map: Map<u64, u32>, key: u64, value: u32): void {
  map.set(key, value);
}

export function delete_u64(map: Map<u64, u32>, key: u64): bool {
  return map.delete(key);
}

export function size_u64(map: Map<u64, u32>): u32 {
  return map.size;
}
