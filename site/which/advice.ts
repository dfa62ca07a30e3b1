// The advice that follows from the answers: which map, why, and code to copy. The first rule that applies
// counts. The reasons are those of the README and of the benchmarks; where native `Map` is the better one,
// the advice is to keep it.

import { code, type MapName, type Recipe } from './code.js';
import type { Answers } from './questions.js';

export interface Advice {
  map: MapName;
  why: string;
  code: string;
  /** Where the documents say more: a path of the site. */
  docs: string;
}

interface Rule {
  when(answers: Answers): boolean;
  map: MapName;
  recipe: Recipe;
  docs: string;
  why: string;
}

const KEEP = 'docs/index.html#when-to-keep-native-map';
const GO_MAP = 'docs/go-map.html';
const WASM_MAP = 'docs/wasm-map.html';
const LIMIT = 'In V8, Map throws at 16,777,216 entries.';

const isHuge = ({ size }: Answers) => size === 'beyond the limit';
const isSmall = ({ size }: Answers) => size === 'thousands';

export const RULES: readonly Rule[] = [
  {
    when: (a) => isHuge(a) && (a.keys === 'anything' || a.work === 'iteration'),
    map: 'WasmMap',
    recipe: 'single',
    docs: WASM_MAP,
    why: `${LIMIT} WasmMap takes its place by changing one line, and has no such limit.`,
  },
  {
    when: ({ work }) => work === 'cache',
    map: 'WasmMap',
    recipe: 'cache',
    docs: WASM_MAP,
    why: 'It keeps the order of insertion, finds its oldest entry at once, where Map steps over all that were deleted, and has no limit.',
  },
  {
    when: ({ keys }) => keys === 'anything',
    map: 'Map',
    recipe: 'single',
    docs: KEEP,
    why: 'Objects are found by identity, and engines keep the hash inside of them. No map outside of the engine can do that faster.',
  },
  {
    when: ({ work }) => work === 'columns',
    map: 'GoMap',
    recipe: 'columns',
    docs: 'docs/columns.html',
    why: 'One call takes a whole column. There is no step from JavaScript to WebAssembly for each row, and a loop over Map takes several times as long.',
  },
  {
    when: ({ work }) => work === 'files',
    map: 'GoMap',
    recipe: 'snapshot',
    docs: 'docs/go-map.html#snapshots',
    why: 'A snapshot is little more than the entries, and restoring it takes a fourth to a sixth of the time of setting them. For a small map, posting a native Map will do.',
  },
  {
    when: isHuge,
    map: 'GoMap',
    recipe: 'single',
    docs: GO_MAP,
    why: `${LIMIT} A heap of GoMap has room for 109,051,904 entries from u32 to u32.`,
  },
  {
    when: ({ work }) => work === 'iteration',
    map: 'Map',
    recipe: 'iterate',
    docs: KEEP,
    why: 'Iterating over native Map is faster: the entries of a GoMap have to come over from WebAssembly.',
  },
  {
    when: ({ keys }) => keys === 'bytes',
    map: 'GoMap',
    recipe: 'single',
    docs: 'docs/go-map.html#kinds',
    why: 'Map compares arrays by identity, so a program has to make a string of every key. GoMap compares their content.',
  },
  {
    when: isSmall,
    map: 'Map',
    recipe: 'single',
    docs: KEEP,
    why: 'A call into WebAssembly costs some nanoseconds, which is as much as the whole look-up takes in a small map. Its pauses and its memory are small, too.',
  },
  {
    when: ({ work }) => work === 'no pauses',
    map: 'GoMap',
    recipe: 'single',
    docs: 'docs/memory.html#how-long-calls-take-at-worst',
    why: 'Map copies all of its entries whenever it grows. A write to a GoMap moves two buckets at most.',
  },
  {
    when: ({ work }) => work === 'memory',
    map: 'GoMap',
    recipe: 'single',
    docs: 'docs/memory.html',
    why: 'Typed cells outside of the JavaScript heap: no boxes for doubles and bigints, and nothing for the garbage collector to walk.',
  },
  {
    when: ({ keys }) => keys === 'same strings',
    map: 'Map',
    recipe: 'single',
    docs: KEEP,
    why: 'Engines keep the hash inside the string, so looking the same one up again costs Map little. GoMap reads its characters every time.',
  },
  {
    when: ({ keys }) => keys === 'integers',
    map: 'Map',
    recipe: 'single',
    docs: KEEP,
    why: 'For single look-ups of small integers the two are close, and which one wins depends on engine and size. Keep Map unless growing or memory hurts, and measure.',
  },
  {
    when: ({ keys }) => keys === 'bigints',
    map: 'GoMap',
    recipe: 'single',
    docs: 'docs/go-map.html#kinds',
    why: 'To Map every bigint is an object to hash and to compare. In a GoMap it is eight bytes.',
  },
  {
    when: ({ keys }) => keys === 'new strings',
    map: 'GoMap',
    recipe: 'single',
    docs: 'docs/go-map.html#kinds',
    why: 'A string that was just made has no hash yet, and Map has to compute it. GoMap reads and hashes it in one pass.',
  },
];

export function advise(answers: Answers): Advice {
  const rule = RULES.find(({ when }) => when(answers)) as Rule;
  const { map, recipe, docs, why } = rule;
  return { map, why, docs, code: code(map, recipe, answers.keys) };
}
