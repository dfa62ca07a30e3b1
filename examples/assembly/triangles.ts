// Counts the triangles of a graph: three vertices, each joined to the others. Every pair of edges that
// begin at the same vertex asks whether a third edge closes it, so nearly all of the time goes into
// looking up edges in a map.

import { GoMap } from 'tophash/assembly';

/** The two vertices of every edge, the smaller one first. */
let edges = new StaticArray<u32>(0);

/** Makes room for `n` edges, which the host writes. */
export function makeEdges(n: i32): StaticArray<u32> {
  edges = new StaticArray<u32>(2 * n);
  return edges;
}

/** How many triangles the graph with so many vertices has. */
export function triangles(vertices: i32): f64 {
  const n = edges.length / 2;
  const known = new GoMap<u64, bool>(n);
  // The neighbours above each vertex, in a row: those of vertex v end where those of v + 1 begin.
  const begins = new StaticArray<u32>(vertices + 2);
  for (let i = 0; i < n; i += 1) {
    const a = edges[2 * i];
    known.set(((<u64>a) << 32) | edges[2 * i + 1], true);
    begins[a + 2] += 1;
  }
  for (let v = 2; v < begins.length; v += 1) begins[v] += begins[v - 1];
  const neighbours = new StaticArray<u32>(n);
  for (let i = 0; i < n; i += 1) {
    const at = begins[edges[2 * i] + 1];
    neighbours[at] = edges[2 * i + 1];
    begins[edges[2 * i] + 1] = at + 1;
  }
  let count: f64 = 0;
  for (let v = 0; v < vertices; v += 1) {
    const end = begins[v + 1];
    for (let i = begins[v]; i < end; i += 1) {
      for (let j = i + 1; j < end; j += 1) {
        const a = neighbours[i];
        const b = neighbours[j];
        if (known.has(((<u64>min(a, b)) << 32) | max(a, b))) count += 1;
      }
    }
  }
  known.dispose();
  return count;
}
