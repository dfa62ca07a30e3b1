// A random graph, and its triangles counted in two ways: in plain JavaScript, and in the module that is
// compiled from triangles.ts. Node runs this (triangles.js), and so does a page (index.html).

import { randomNumbers } from '../jobs/random.js';

/** Pairs of vertices, the smaller one first, without repetitions. */
export function randomEdges(vertices, n) {
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

/** Counts them as triangles.ts does, with a native Set. */
export function triangles(edges, vertices) {
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

/** Counts them in an instance of the module. */
export function trianglesInModule({ memory, makeEdges, triangles }, edges, vertices) {
  const address = makeEdges(edges.length / 2);
  new Uint32Array(memory.buffer, address, edges.length).set(edges);
  return triangles(vertices);
}

/** What the module imports. */
export const imports = {
  env: {
    abort() {
      throw new Error('the module has trapped');
    },
  },
};
