// Code to copy. Each piece runs as it is: the tests run all that can be advised.

import type { Keys } from './questions.js';

export type MapName = 'Map' | 'GoMap' | 'WasmMap';
export type Recipe = 'single' | 'iterate' | 'columns' | 'cache' | 'snapshot';

interface Example {
  /** The kind of key of a GoMap. */
  kind: string;
  /** Two keys, as code. */
  one: string;
  other: string;
  /** A column with the first key twice. */
  column: string;
  /** Lines that the keys need. */
  before?: string;
}

const EXAMPLES: Record<Keys, Example> = {
  integers: { kind: 'u32', one: '7', other: '8', column: 'Uint32Array.of(7, 8, 7)' },
  bigints: { kind: 'u64', one: '7n', other: '8n', column: 'BigUint64Array.of(7n, 8n, 7n)' },
  'same strings': { kind: 'string', one: "'fr'", other: "'ch'", column: "['fr', 'ch', 'fr']" },
  'new strings': { kind: 'string', one: "'fr'", other: "'ch'", column: "['fr', 'ch', 'fr']" },
  bytes: {
    kind: 'bytes',
    one: 'Uint8Array.of(1, 2)',
    other: 'Uint8Array.of(3)',
    column: '[Uint8Array.of(1, 2), Uint8Array.of(3), Uint8Array.of(1, 2)]',
  },
  anything: {
    kind: '',
    one: 'document',
    other: "'text'",
    column: '',
    before: "const document = { title: 'a page' };\n",
  },
};

/** To Map and WasmMap two equal arrays are two keys. */
const TEXT_OF_BYTES: Example = {
  kind: '',
  one: 'textOf(Uint8Array.of(1, 2))',
  other: 'textOf(Uint8Array.of(3))',
  column: '',
  before:
    '// Equal arrays are two keys: a text of the bytes is one.\nconst textOf = (bytes) => bytes.toString();\n',
};

export function code(map: MapName, recipe: Recipe, keys: Keys): string {
  const example = keys === 'bytes' && map !== 'GoMap' ? TEXT_OF_BYTES : EXAMPLES[keys];
  return `${recipes[recipe](map, example).trim()}\n`;
}

/** The lines that make the map `name`. */
function made(map: MapName, name: string, { kind, before = '' }: Example): string {
  if (map === 'GoMap') {
    return `import { GoMap } from 'tophash';\n\nconst ${name} = new GoMap('${kind}', 'u32');\n`;
  }
  const from = map === 'WasmMap' ? "import { WasmMap as Map } from 'tophash';\n\n" : '';
  return `${from}const ${name} = new Map();\n${before}`;
}

const recipes: Record<Recipe, (map: MapName, example: Example) => string> = {
  single: (map, example) => `${made(map, 'count', example)}
count.set(${example.one}, 1).set(${example.other}, 2);
count.get(${example.one}); // 1
${map === 'GoMap' ? `count.add(${example.one}, 1); // 2` : `count.set(${example.one}, count.get(${example.one}) + 1);`}
`,
  iterate: (map, example) => `${made(map, 'count', example)}
count.set(${example.one}, 1).set(${example.other}, 2);
let sum = 0;
for (const [, value] of count) sum += value;
`,
  columns: (map, example) => `${made(map, 'count', example)}
const column = ${example.column};
count.addAll(column, 1);
count.get(${example.one}); // 2
const { keys, values } = count.columns();
`,
  cache: (map, example) => `${made(map, 'cache', example)}
const MOST = 1000;

function keep(key, value) {
  cache.delete(key);
  if (cache.size === MOST) cache.delete(cache.keys().next().value);
  cache.set(key, value);
}

keep(${example.one}, 1);
cache.get(${example.one}); // 1
`,
  snapshot: (map, example) => `${made(map, 'count', example)}
count.set(${example.one}, 1);
const bytes = count.snapshot(); // write it, or postMessage(bytes, [bytes.buffer])
const same = GoMap.restore(bytes);
same.get(${example.one}); // 1
`,
};
