// Counts the triangles of a random graph, with a native Set and in a module of its own that is written
// in AssemblyScript and uses `tophash/assembly` (triangles.ts). Compiles the module first.
//
//   node examples/assembly/triangles.js [--vertices 100000] [--edges 1000000]

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { compare, main, randomNumbers } from '../jobs/compare.js';
import { count } from '../start/format.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

/** Compiles the module, as `npx asc triangles.ts -O3 --enable simd` does where tophash is installed. */
async function compile() {
  let wasm;
  const { error, stderr } = await asc.main(
    ['triangles.ts', '--outFile', 'triangles.wasm', '-O3', '--enable', 'simd'],
    {
      readFile(name) {
        // What is installed elsewhere is here the package that the example belongs to.
        const path = name.startsWith('node_modules/tophash/')
          ? join(packageFolder, name.slice('node_modules/tophash/'.length))
          : join(here, name);
        return existsSync(path) ? readFileSync(path, 'utf8') : null;
      },
      writeFile(_name, contents) {
        wasm = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(stderr.toString());
  return wasm;
}

/** Pairs of vertices, the smaller one first, without repetitions. */
function randomEdges(vertices, n) {
  const random = randomNumbers(1);
  const seen = new Set();
  const edges = new Uint32Array(2 * n);
  while (seen.size < n) {
    // Low numbers are more likely: a few vertices have many neighbours, as in real graphs.
    const a = Math.floor(vertices * random() ** 2);
    const b = Math.floor(vertices * random());
    if (a === b) continue;
    const [low, high] = a < b ? [a, b] : [b, a];
    const at = 2 * seen.size;
    if (seen.size === seen.add(low * vertices + high).size) continue;
    edges[at] = low;
    edges[at + 1] = high;
  }
  return edges;
}

/** The same as in triangles.ts, with a native Set. */
function triangles(edges, vertices) {
  const n = edges.length / 2;
  const known = new Set();
  const begins = new Uint32Array(vertices + 2);
  for (let i = 0; i < n; i += 1) {
    const a = edges[2 * i];
    known.add(a * vertices + edges[2 * i + 1]);
    begins[a + 2] += 1;
  }
  for (let v = 2; v < begins.length; v += 1) begins[v] += begins[v - 1];
  const neighbours = new Uint32Array(n);
  for (let i = 0; i < n; i += 1) {
    const a = edges[2 * i];
    neighbours[begins[a + 1]] = edges[2 * i + 1];
    begins[a + 1] += 1;
  }
  let found = 0;
  for (let v = 0; v < vertices; v += 1) {
    const end = begins[v + 1];
    for (let i = begins[v]; i < end; i += 1) {
      for (let j = i + 1; j < end; j += 1) {
        const a = neighbours[i];
        const b = neighbours[j];
        if (known.has(Math.min(a, b) * vertices + Math.max(a, b))) found += 1;
      }
    }
  }
  return found;
}

await main('triangles', { vertices: 100_000, edges: 1_000_000 }, async ({ vertices, edges: n }) => {
  const edges = randomEdges(vertices, n);
  const abort = () => {
    throw new Error('the module has trapped');
  };
  const { instance } = await WebAssembly.instantiate(await compile(), { env: { abort } });
  const { memory, makeEdges, triangles: inModule } = instance.exports;
  console.log(`a graph of ${count(vertices)} vertices and ${count(n)} edges`);
  const found = compare('triangles', {
    Set: () => triangles(edges, vertices),
    tophash: () => {
      const address = makeEdges(n);
      new Uint32Array(memory.buffer, address, edges.length).set(edges);
      return inModule(vertices);
    },
  });
  console.log(`${count(found)} triangles`);
});
