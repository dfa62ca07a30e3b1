// What the specification's tests run on: the engine's own Map and WasmMap, the engine's own Set and WasmSet.
// Ours run a second time with limits at which they become tables at once. A test that needs what an
// engine does not have yet is skipped for its Map or Set, and shown as skipped.

import { afterAll, beforeAll, describe, test } from 'vitest';
import { WasmMap, WasmSet } from '../../src/index.js';
import { limits } from '../../src/ordered/limits.js';

/** ECMAScript's Map with everything that the newest edition has. */
export type SpecMap = typeof WasmMap;

/** ECMAScript's Set, likewise. */
export type SpecSet = typeof WasmSet;

function forEvery<Subject>(
  subjects: [name: string, Subject: Subject][],
  declare: (Subject: Subject) => void,
): void {
  for (const [name, Subject] of subjects) describe(name, () => declare(Subject));
  const [name, ours] = subjects[1] as [string, Subject];
  describe(`${name}, a table from the first entry on`, () => {
    const usual = { ...limits };
    beforeAll(() => {
      Object.assign(limits, { table: 1, odd: 1, full: 2 });
    });
    afterAll(() => {
      Object.assign(limits, usual);
    });
    declare(ours);
  });
}

/** Declares tests for every Map. */
export function forEverySubject(declare: (Subject: SpecMap) => void): void {
  const native = globalThis.Map as unknown as SpecMap;
  forEvery<SpecMap>(
    [
      ['native Map', native],
      ['WasmMap', WasmMap],
    ],
    declare,
  );
}

/** Declares tests for every Set. */
export function forEverySet(declare: (Subject: SpecSet) => void): void {
  const native = globalThis.Set as unknown as SpecSet;
  forEvery<SpecSet>(
    [
      ['native Set', native],
      ['WasmSet', WasmSet],
    ],
    declare,
  );
}

/** A test of a method that the subject may lack. */
export function testOf(
  Subject: SpecMap,
  method: 'getOrInsert' | 'getOrInsertComputed' | 'groupBy',
) {
  const present = method in Subject || method in Subject.prototype;
  return test.runIf(present || Subject === WasmMap);
}
