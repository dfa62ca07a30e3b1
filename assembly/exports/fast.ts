// Hot single calls for layouts that are known here; see `../fast`. Their names say how keys and
// elements are laid out: 32 for integers of 4 bytes of either sign, 64 for those of 8, F64 for
// doubles.

import { Argument } from '../argument-area';
import { Fast } from '../fast';
import { hmap } from '../hmap';

// ---- 4-byte integers to i32 ----

export function get32To32(h: hmap, key: u32): i32 {
  return Fast.get<u32, i32>(h, key);
}

export function has32To32(h: hmap, key: u32): bool {
  return Fast.has<u32, i32>(h, key);
}

export function set32To32(h: hmap, key: u32, value: i32): void {
  Fast.set<u32, i32>(h, key, value);
}

export function delete32To32(h: hmap, key: u32): bool {
  return Fast.delete<u32, i32>(h, key);
}

export function add32ToI32(h: hmap, key: u32, delta: i32): i32 {
  return Fast.add<u32, i32>(h, key, delta);
}

export function add32ToU32(h: hmap, key: u32, delta: u32): u32 {
  return Fast.add<u32, u32>(h, key, delta);
}

// ---- 4-byte integers to f64 ----

export function get32ToF64(h: hmap, key: u32): f64 {
  return Fast.get<u32, f64>(h, key);
}

export function has32ToF64(h: hmap, key: u32): bool {
  return Fast.has<u32, f64>(h, key);
}

export function set32ToF64(h: hmap, key: u32, value: f64): void {
  Fast.set<u32, f64>(h, key, value);
}

export function delete32ToF64(h: hmap, key: u32): bool {
  return Fast.delete<u32, f64>(h, key);
}

export function add32ToF64(h: hmap, key: u32, delta: f64): f64 {
  return Fast.add<u32, f64>(h, key, delta);
}

// ---- f64 to i32 ----

export function getF64To32(h: hmap, key: f64): i32 {
  return Fast.get<f64, i32>(h, key);
}

export function hasF64To32(h: hmap, key: f64): bool {
  return Fast.has<f64, i32>(h, key);
}

export function setF64To32(h: hmap, key: f64, value: i32): void {
  Fast.set<f64, i32>(h, key, value);
}

export function deleteF64To32(h: hmap, key: f64): bool {
  return Fast.delete<f64, i32>(h, key);
}

export function addF64ToI32(h: hmap, key: f64, delta: i32): i32 {
  return Fast.add<f64, i32>(h, key, delta);
}

export function addF64ToU32(h: hmap, key: f64, delta: u32): u32 {
  return Fast.add<f64, u32>(h, key, delta);
}

// ---- f64 to f64 ----

export function getF64ToF64(h: hmap, key: f64): f64 {
  return Fast.get<f64, f64>(h, key);
}

export function hasF64ToF64(h: hmap, key: f64): bool {
  return Fast.has<f64, f64>(h, key);
}

export function setF64ToF64(h: hmap, key: f64, value: f64): void {
  Fast.set<f64, f64>(h, key, value);
}

export function deleteF64ToF64(h: hmap, key: f64): bool {
  return Fast.delete<f64, f64>(h, key);
}

export function addF64ToF64(h: hmap, key: f64, delta: f64): f64 {
  return Fast.add<f64, f64>(h, key, delta);
}

// ---- u64 to i32 ----

export function get64To32(h: hmap): i32 {
  return Fast.get<u64, i32>(h, Argument.word());
}

export function has64To32(h: hmap): bool {
  return Fast.has<u64, i32>(h, Argument.word());
}

export function set64To32(h: hmap, value: i32): void {
  Fast.set<u64, i32>(h, Argument.word(), value);
}

export function delete64To32(h: hmap): bool {
  return Fast.delete<u64, i32>(h, Argument.word());
}

export function add64ToI32(h: hmap, delta: i32): i32 {
  return Fast.add<u64, i32>(h, Argument.word(), delta);
}

export function add64ToU32(h: hmap, delta: u32): u32 {
  return Fast.add<u64, u32>(h, Argument.word(), delta);
}

// ---- u64 to f64 ----

export function get64ToF64(h: hmap): f64 {
  return Fast.get<u64, f64>(h, Argument.word());
}

export function has64ToF64(h: hmap): bool {
  return Fast.has<u64, f64>(h, Argument.word());
}

export function set64ToF64(h: hmap, value: f64): void {
  Fast.set<u64, f64>(h, Argument.word(), value);
}

export function delete64ToF64(h: hmap): bool {
  return Fast.delete<u64, f64>(h, Argument.word());
}

export function add64ToF64(h: hmap, delta: f64): f64 {
  return Fast.add<u64, f64>(h, Argument.word(), delta);
}
