// What happens when memory is exhausted: the host throws, and says how much was asked for. The map
// is whole at that moment, because everything that needs memory comes before everything that
// changes it.

import { failedRequest } from './heap/heap';
import { outOfMemory } from './host';
import { dropPrepared } from './strings/owned';

/** Throws for the memory that could not be had. */
export function noMemory(): void {
  dropPrepared();
  outOfMemory(<f64>failedRequest);
}
