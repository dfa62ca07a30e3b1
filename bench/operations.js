// What is measured: for each suite the kinds of keys, and the operations in the order of the tables.

import { KINDS } from './keys.js';

export const SUITES = {
  single: {
    kinds: KINDS,
    operations: [
      'get hit',
      'get miss',
      'set existing',
      'set growing',
      'set presized',
      'delete',
      'forEach',
      'for...of',
    ],
  },
  wasmmap: {
    kinds: ['u32-small', 'u32', 'u64', 'f64', 'object', 'string', 'string-sliced'],
    operations: [
      'get hit',
      'get miss',
      'set existing',
      'set growing',
      'delete',
      'forEach',
      'for...of',
      'make small',
    ],
  },
};
