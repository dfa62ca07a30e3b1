// The tests that depend most on the engine, by parts of their files' names: they write to objects of the engine,
// ask what it has, or go ways of which it decides. All tests run in every engine by `npm run test:engines`, which
// takes an hour.

export const BRIEF = [
  'browser/page-tests',
  'columns',
  'fast-calls',
  'map-spec',
  'set-spec',
  'shared',
  'strings',
  'views',
  'wasm-',
];
