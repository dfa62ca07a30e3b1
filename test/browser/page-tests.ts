// What is particular to a page: its policy, the ways to get at the module, and workers.

import { describe, expect, test } from 'vitest';
import { GoMap, Heap } from '../../src/index.js';

const WASM = '/build/tophash.wasm';

/** A copy of the package that nothing has been done to yet. */
function freshPackage(name: string): Promise<typeof import('../../src/index.js')> {
  return import(`/build/index.js?${name}`);
}

test('the policy of the page forbids eval, and allows WebAssembly', () => {
  expect(() => new Function('return 1')).toThrow(EvalError);
  expect(new GoMap('u32', 'u32').set(1, 2).get(1)).toBe(2);
});

test('the package works as it is, on the main thread', async () => {
  const fresh = await freshPackage('main');
  expect(globalThis).toBe(window);
  const map = new fresh.GoMap('string', 'u32', { entries: [['apple', 5]] });
  expect([...map]).toEqual([['apple', 5]]);
  expect(fresh.inspect(map).header.count).toBe(1);
  expect(fresh.GoMap).not.toBe(GoMap);
});

test('Heap.create compiles asynchronously', async () => {
  const fresh = await freshPackage('async');
  const heap = await fresh.Heap.create({ maximumBytes: 2 ** 20 });
  expect(new fresh.GoMap('u64', 'string', { heap }).set(1n, 'one').get(1n)).toBe('one');
  expect(heap.bytes).toBeLessThanOrEqual(2 ** 20);
});

/** Runs `f` while nothing can be compiled synchronously, as on a page's main thread if a module is large. */
async function withoutSynchronousCompiling<T>(f: () => Promise<T>): Promise<T> {
  const { Module } = WebAssembly;
  WebAssembly.Module = new Proxy(Module, {
    construct() {
      throw new Error('synchronously');
    },
  });
  try {
    return await f();
  } finally {
    WebAssembly.Module = Module;
  }
}

test('a shared heap of Heap.create compiles nothing synchronously, nor does sharing', async () => {
  const fresh = await freshPackage('shared');
  const options = { shared: true, maximumBytes: 2 ** 24 };
  await withoutSynchronousCompiling(async () => {
    expect(() => new fresh.Heap(options)).toThrow('could not be compiled');
    const heap = await fresh.Heap.create(options);
    const map = new fresh.GoMap('string', 'u32', { heap, entries: [['apple', 5]] });
    expect(fresh.GoMap.attach(map.share()).get('apple')).toBe(5);
  });
});

test('useModule takes a module that was compiled from a stream', async () => {
  const fresh = await freshPackage('stream');
  const module = await WebAssembly.compileStreaming(fetch(WASM));
  fresh.useModule(module);
  const map = new fresh.GoMap('f64', 'f64', { entries: [[0.5, 1.5]] });
  expect(map.add(0.5, 1)).toBe(2.5);
});

describe('a worker', () => {
  const words = ['to', 'be', 'or', 'not', 'to', 'be'];
  const counts = [
    ['be', 2],
    ['not', 1],
    ['or', 1],
    ['to', 2],
  ];

  function answer(message: object): Promise<unknown[]> {
    const worker = new Worker('/tests/browser/worker.js', { type: 'module' });
    return new Promise<unknown[]>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data.sort());
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(message);
    }).finally(() => worker.terminate());
  }

  test('has maps of its own', async () => {
    expect(await answer({ words })).toEqual(counts);
  });

  test('reads a map that it is sent, and compiles nothing for it', async () => {
    const heap = await Heap.create({ shared: true, maximumBytes: 2 ** 24 });
    const map = new GoMap('string', 'u32', { heap });
    for (const word of words) map.add(word, 1);
    expect(await answer({ shared: map.share() })).toEqual(counts);
  });

  test('uses a module that it is sent', async () => {
    const module = await WebAssembly.compileStreaming(fetch(WASM));
    expect(await answer({ words, module })).toEqual(counts);
  });
});
