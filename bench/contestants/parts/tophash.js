// Whether the built package has what a contestant needs: an older build may lack it, and can be measured
// all the same.

import * as tophash from 'tophash';

/** Whether GoMap has the kind `name`. */
export function hasKind(name) {
  if (name === undefined) return false;
  try {
    new tophash.GoMap(name, 'u32').dispose();
    return true;
  } catch {
    return false;
  }
}

/** The class `name`, or undefined. */
export const { GoMap, WasmMap, WasmSet } = tophash;
