// The single operations that are measured, in the order of the tables.

export const OPERATIONS = [
  'get hit',
  'get miss',
  'set existing',
  'set growing',
  'set presized',
  'delete',
  'forEach',
  'for...of',
];
