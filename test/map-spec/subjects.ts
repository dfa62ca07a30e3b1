// What the specification's tests run on: the engine's own Map, and WasmMap. A test that needs what an
// engine does not have yet is skipped for its Map, and shown as skipped.

import { describe, test } from 'vitest';
import { WasmMap } from '../../src/index.js';

/** ECMAScript's Map with everything that the newest edition has. */
export type SpecMap = typeof WasmMap;

const SUBJECTS: [name: string, Subject: SpecMap][] = [
  ['native Map', globalThis.Map as unknown as SpecMap],
  ['WasmMap', WasmMap],
];

/** Declares tests for every subject. */
export function forEverySubject(declare: (Subject: SpecMap) => void): void {
  for (const [name, Subject] of SUBJECTS) describe(name, () => declare(Subject));
}

/** A test of a method that the subject may lack. */
export function testOf(
  Subject: SpecMap,
  method: 'getOrInsert' | 'getOrInsertComputed' | 'groupBy',
) {
  const present = method in Subject || method in Subject.prototype;
  return test.runIf(present || Subject === WasmMap);
}
