// Packages that take a Map, at work. Run with `native` or `wasm-map` as the argument: which Map the
// program has. Prints what they do as JSON, and how many Maps they have made.

import { WasmMap } from 'tophash';

const Native = globalThis.Map;
let made = 0;
globalThis.Map = class extends (process.argv[2] === 'native' ? Native : WasmMap) {
  constructor(iterable) {
    super(iterable);
    made += 1;
  }
};

const { LRUCache } = await import('lru-cache');
const { default: memoize } = await import('memoize');
const { default: Graph } = await import('graphology');

/** Numbers that look random, the same in every run. */
function* numbers(count) {
  let x = 12345;
  for (let i = 0; i < count; i += 1) {
    x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff;
    yield x >> 8;
  }
}

function caches() {
  const gone = [];
  const cache = new LRUCache({
    max: 300,
    dispose: (value, key, why) => gone.push([key, value, why]),
  });
  const got = [];
  for (const n of numbers(8000)) {
    const key = [n % 500, `key ${n % 500}`, BigInt(n % 500)][n % 3];
    if (n % 7 === 0) cache.delete(key);
    else if (n % 2 === 0) cache.set(key, n);
    else got.push(cache.get(key) ?? null, cache.has(key));
  }
  const text = (key) => `${typeof key} ${key}`;
  return [
    cache.size,
    [...cache.entries()].map(([key, value]) => [text(key), value]),
    cache.dump().map(([key]) => text(key)),
    gone.map(([key, value, why]) => [text(key), value, why]),
    got,
  ];
}

function memoized() {
  const calls = [];
  const cache = new Map();
  const square = memoize(
    (n) => {
      calls.push(String(n));
      return typeof n === 'bigint' ? String(n * n) : n ** 2;
    },
    { cache },
  );
  const results = [...numbers(2000)].map((n) => square(n % 2 ? n % 97 : BigInt(n % 89)));
  const odd = [Number.NaN, Number.NaN, 0, -0].map(square);
  return [results, odd.map(String), calls, [...cache.keys()].map(String), cache.size];
}

function graphs() {
  const graph = new Graph();
  for (let i = 0; i < 200; i += 1) graph.addNode(`node ${i}`, { weight: i });
  const random = numbers(4000);
  for (const n of random) {
    const [a, b] = [`node ${n % 200}`, `node ${random.next().value % 200}`];
    if (!graph.hasNode(a) || !graph.hasNode(b)) continue;
    if (n % 50 === 0) graph.dropNode(a);
    else if (!graph.hasEdge(a, b)) graph.addEdge(a, b, { n });
    else if (n % 3 === 0) graph.dropEdge(a, b);
  }
  return [
    graph.order,
    graph.size,
    graph.nodes(),
    graph.mapNodes((node, { weight }) => [node, weight, graph.degree(node), graph.neighbors(node)]),
    graph.mapEdges((_, { n }, source, target) => [source, target, n]),
    graph.copy().order,
  ];
}

const behaviour = { caches: caches(), memoized: memoized(), graphs: graphs() };
console.log(JSON.stringify({ behaviour, made }));
