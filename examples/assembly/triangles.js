// Counts the triangles of a random graph, with a native Set and in a module of its own that is written
// in AssemblyScript and uses `tophash/assembly` (triangles.ts). Compiles the module first. The same in a
// page: node examples/assembly/serve.js
//
//   node examples/assembly/triangles.js [--vertices 100000] [--edges 1000000]

import { compare, main } from '../jobs/compare.js';
import { count } from '../start/format.js';
import { compile } from './compile.js';
import { imports, randomEdges, triangles, trianglesInModule } from './graph.js';

await main(
  'assembly/triangles',
  { vertices: 100_000, edges: 1_000_000 },
  async ({ vertices, edges: n }) => {
    const edges = randomEdges(vertices, n);
    const { instance } = await WebAssembly.instantiate(await compile(), imports);
    console.log(`a graph of ${count(vertices)} vertices and ${count(n)} edges`);
    const found = compare('triangles', {
      Set: () => triangles(edges, vertices),
      tophash: () => trianglesInModule(instance.exports, edges, vertices),
    });
    console.log(`${count(found)} triangles`);
  },
);
