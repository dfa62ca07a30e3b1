// Engines and test environments lack one global or another: old worklets, jsdom, edge runtimes. Importing
// the package never fails. Maps work where they can do without, and say what is missing where they cannot.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';

const library = new URL('../build/index.js', import.meta.url).href;
const polyfill = pathToFileURL(createRequire(import.meta.url).resolve('buffer/')).href;

/** Runs `code` in a process of its own after `before`, which changes its globals. Returns what it prints. */
function run(before: string, code: string): string {
  const program = `
    // Node prints with the help of some of the globals.
    const { writeSync } = await import('node:fs');
    const print = (text) => writeSync(1, text + '\\n');
    ${before}
    const { GoMap, Heap, inspect, useModule, WasmMap } = await import('${library}');
    try {
      ${code}
    } catch (error) {
      print(error.name + ': ' + error.message + (error.cause ? ' <- ' + error.cause.message : ''));
    }
  `;
  const args = ['--input-type=module', '--eval', program];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return (stdout + stderr).trim();
}

function without(...names: string[]): string {
  return names.map((name) => `delete globalThis.${name};`).join(' ');
}

/** Every kind of work that a global might be needed for. */
const WORK = `
  const strings = ['', 'a', 'short', 'x'.repeat(30), 'ü'.repeat(50), '\\ud800', 'long '.repeat(500)];
  const options = typeof crypto === 'undefined' ? { seed: 1n } : {};
  const map = new GoMap('string', 'string', options);
  for (const text of strings) map.set(text, text + text);
  for (const text of strings) if (map.get(text) !== text + text) throw new Error('get ' + text);
  map.setAll(strings, strings);
  if (map.getAll(strings).join() !== strings.join()) throw new Error('getAll');
  for (const [key, value] of map) if (key !== value) throw new Error('iteration');
  if (typeof crypto !== 'undefined') {
    if (GoMap.restore(map.snapshot()).size !== strings.length) throw new Error('restore');
    const wasm = new WasmMap();
    for (let i = 0; i < 20000; i += 1) wasm.set('key ' + i, i);
    if (wasm.get('key 19999') !== 19999) throw new Error('WasmMap');
  }
  map.clone().dispose();
  map.dispose();
  print('works');
`;

describe('importing and working without', () => {
  test.each([
    ['TextEncoder'],
    ['TextDecoder'],
    ['TextEncoder', 'TextDecoder', 'Buffer'],
    ['crypto'],
    ['atob'],
    ['atob', 'btoa', 'TextEncoder', 'TextDecoder'],
    ['Buffer'],
    ['performance'],
    ['FinalizationRegistry', 'WeakRef'],
    ['structuredClone', 'MessageChannel', 'queueMicrotask', 'SharedArrayBuffer'],
    ['TextEncoder', 'TextDecoder', 'Buffer', 'crypto', 'performance', 'FinalizationRegistry'],
  ])('%s %s %s %s %s %s', (...names) => {
    expect(run(without(...names), WORK)).toBe('works');
  });

  test('Uint8Array.fromBase64 is asked first', () => {
    const give = `Uint8Array.fromBase64 = (text) => {
      print('asked');
      return new Uint8Array(Buffer.from(text, 'base64'));
    };`;
    expect(run(give, WORK)).toBe('asked\nworks');
  });
});

describe('what is missing is named when it is needed', () => {
  test('crypto', () => {
    expect(run(without('crypto'), `new GoMap('u32', 'u32');`)).toBe(
      'TypeError: there is no crypto.getRandomValues to draw a seed from: pass a seed',
    );
  });

  test('anything that decodes base64', () => {
    const before = `${without('Buffer', 'atob')} delete Uint8Array.fromBase64;`;
    const message =
      'TypeError: there is no Uint8Array.fromBase64, Buffer or atob to decode the WebAssembly module ' +
      'with: pass the module to useModule';
    expect(run(before, `new GoMap('u32', 'u32');`)).toBe(message);
    expect(run(before, 'await Heap.create();')).toBe(message);
    const module = `const { readFileSync } = await import('node:fs');
      const bytes = readFileSync(new URL('tophash.wasm', '${library}'));
      useModule(new WebAssembly.Module(bytes));`;
    expect(run(before, `${module} ${WORK}`)).toBe('works');
  });

  test('WebAssembly', () => {
    const message = 'TypeError: this engine has no WebAssembly, in which maps have their entries';
    const before = without('WebAssembly');
    for (const code of [
      `new GoMap('u32', 'u32');`,
      'new Heap();',
      'await Heap.create();',
      'useModule({});',
    ]) {
      expect(run(before, code)).toBe(message);
    }
    expect(run(before, `print(String(new WasmMap([[1, 2]]).get(1)));`)).toBe('2');
  });

  test('the right to compile', () => {
    const refuse = `
      const refused = new WebAssembly.CompileError('Wasm code generation disallowed by embedder');
      WebAssembly.Module = class extends WebAssembly.Module { constructor() { throw refused; } };
      WebAssembly.compile = async () => { throw refused; };`;
    const message =
      /^Error: the WebAssembly module could not be compiled\. .*'wasm-unsafe-eval'.*useModule <- Wasm code generation disallowed/;
    expect(run(refuse, `new GoMap('u32', 'u32');`)).toMatch(message);
    expect(run(refuse, 'await Heap.create();')).toMatch(message);
    expect(run(refuse, 'new Heap();')).toMatch(message);
  });
});

describe('where nothing may be compiled synchronously', () => {
  const refuse = `
    const Module = WebAssembly.Module;
    const refusal = { construct() { throw new Error('synchronously'); } };
    WebAssembly.Module = new Proxy(Module, refusal);`;
  const SHARED = '{ shared: true, maximumBytes: 2 ** 20 }';
  const attach = `
    const map = new GoMap('string', 'u32', { heap, entries: [['a', 5]] });
    print(String(GoMap.attach(map.share()).get('a')));`;

  test('Heap.create makes heaps', () => {
    expect(run(refuse, `const heap = new Heap();`)).toMatch(/<- synchronously/);
    expect(run(refuse, `const heap = new Heap(${SHARED});`)).toMatch(/<- synchronously/);
    const use = `print(String(new GoMap('string', 'u32', { heap }).set('a', 5).get('a')));`;
    expect(run(refuse, `const heap = await Heap.create(); ${use}`)).toBe('5');
  });

  test('maps in a shared heap of Heap.create are shared and attached to', () => {
    expect(run(refuse, `const heap = await Heap.create(${SHARED}); ${attach}`)).toBe('5');
    const twice = `await Heap.create(${SHARED}); const heap = new Heap(${SHARED}); ${attach}`;
    expect(run(refuse, twice)).toBe('5');
  });

  const given = `const { readFileSync } = await import('node:fs');
    const given = new Module(readFileSync(new URL('tophash.wasm', '${library}')));`;

  test('a module given to useModule meanwhile is what heaps are made of', () => {
    const watch = `const used = [];
      const watch = { construct: (Instance, [module, imports]) => {
        used.push(module);
        return new Instance(module, imports);
      } };
      WebAssembly.Instance = new Proxy(WebAssembly.Instance, watch);`;
    const code = `const heap = Heap.create(); useModule(given); await heap; new Heap();
      print(used.map((module) => module === given).join());`;
    expect(run(refuse + given + watch, code)).toBe('true,true');
  });

  test('a shared heap needs the bytes, and one that is there does not mind useModule', () => {
    const none =
      'TypeError: a shared heap needs the bytes of the core, from which its module is made, and useModule gives none';
    expect(run(refuse + given, `useModule(given); new Heap(${SHARED});`)).toBe(none);
    expect(run(refuse + given, `useModule(given); await Heap.create(${SHARED});`)).toBe(none);
    const later = `const heap = await Heap.create(${SHARED}); useModule(given); ${attach}`;
    expect(run(refuse + given, later)).toBe('5');
    const compiled = `const heap = new Heap(${SHARED}); useModule(new WebAssembly.Module(bytes)); ${attach}`;
    const bytes = `const { readFileSync } = await import('node:fs');
      const bytes = readFileSync(new URL('tophash.wasm', '${library}'));`;
    expect(run(bytes, compiled)).toBe('5');
  });
});

test('the imitation of Buffer for browsers', () => {
  const before = `const { Buffer } = (await import('${polyfill}')).default;
    if (Buffer.prototype.utf8Slice !== undefined) throw new Error('not the imitation');
    globalThis.Buffer = Buffer;`;
  expect(run(before, WORK)).toBe('works');
  expect(run(`${before} ${without('TextEncoder', 'TextDecoder', 'atob')}`, WORK)).toBe('works');
});
