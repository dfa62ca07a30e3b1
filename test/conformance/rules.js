// @ts-check
// Rules of Go's map that no recording gets to, each as a run that throws unless the map keeps it.

import assert from 'node:assert/strict';
import { fnv } from './fnv.js';
import { Heap } from './heap.js';
import { Subject } from './subject.js';
import { chunksOfKeys, deletesWithoutMemory, fastCalls, orderedCalls } from './twins.js';

/**
 * An empty map of a recorded kind.
 * @param {WebAssembly.Module} module
 * @param {string} type
 * @param {number} keysize
 * @param {number} elemsize
 */
function subjectOf(module, type, keysize, elemsize) {
  const heap = new Heap(module);
  const hashkey = ['9e3779b97f4a7c15'];
  const header = /** @type {import('./format.js').Header} */ (
    /** @type {unknown} */ ({ type, keysize, elemsize, hashkey, seed: 42 })
  );
  const subject = new Subject(heap, header);
  subject.make(0, 0x12345678);
  return { heap, subject };
}

/** By what they say. @type {Record<string, (module: WebAssembly.Module) => void>} */
export const rules = {
  'strings that were deleted and added again are shown where they were'(module) {
    const { heap, subject } = subjectOf(module, 'stru64', 16, 8);
    const used = heap.core.usedBytes();
    for (let k = 2; k < 10; k += 1) subject.set(k, k);
    subject.arm(0);
    const keys = subject.begin();
    for (let k = 100; k < 110; k += 1) subject.set(k, k); // more than fit in the one bucket walked
    for (let k = 2; k < 10; k += 1) {
      subject.delete(k);
      subject.set(k, k);
    }
    for (let n = 0; n < 8; n += 1) keys.push(...subject.step(1));
    assert.equal(keys.length, 9);
    assert.deepEqual(keys[8], [0xffffffff]);
    assert.equal(new Set(keys.flat()).size, 17); // eight keys by two numbers each, and the end
    heap.core.dispose(subject.h);
    assert(heap.core.usedBytes() < used);
  },

  'a zero that has moved and changed its sign is shown with the sign it has now'(module) {
    const { subject } = subjectOf(module, 'f64f64', 8, 8);
    for (const k of [0, 2, 3, 4, 5, 6, 8, 9]) subject.set(k, k); // 0 is the positive zero
    subject.arm(0);
    const keys = subject.begin();
    for (let k = 10; k < 20; k += 1) subject.set(k, k); // more than fit in the one bucket walked
    subject.set(1, 1); // the negative zero
    for (let n = 0; n < 7; n += 1) keys.push(...subject.step(1));
    const zero = (/** @type {number} */ sign) => fnv(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, sign));
    assert.equal(keys.length, 8);
    assert(keys.flat().includes(zero(0x80)));
    assert(!keys.flat().includes(zero(0)));
  },

  'a delete in an empty map does no growth work'(module) {
    const { heap, subject } = subjectOf(module, 'seq64', 8, 8);
    const overflow = () => heap.word(subject.h + 8) >>> 16;
    const mark = () => heap.word(subject.h + 32);
    subject.make(100, 0x12345678); // 16 buckets, where key k belongs into bucket k % 16
    for (let bucket = 0; overflow() < 16; bucket += 1) {
      for (let k = 0; k < 100 && overflow() < 16; k += 1) subject.set(k * 16 + bucket, k);
      for (let k = 0; k < 100; k += 1) subject.delete(k * 16 + bucket);
    }
    subject.set(5, 5); // begins a growth of the same size
    subject.delete(5);
    assert.equal(heap.core.size(subject.h), 0);
    assert.notEqual(heap.word(subject.h + 24), 0);
    const before = mark();
    subject.delete(5);
    assert.equal(mark(), before);
    subject.set(5, 5);
    assert(mark() > before);
  },

  'calls that know the layout do what the general ones do'(module) {
    for (const layout of /** @type {const} */ ([32, 'F64', 64])) {
      for (const elem of /** @type {const} */ (['I32', 'U32', 'F64']))
        fastCalls(module, layout, elem);
    }
  },

  'a table finds integers, numbers and words as a map finds keys'(module) {
    for (const kind of /** @type {const} */ (['Int', 'Number', 'Word'])) orderedCalls(module, kind);
    for (const kind of /** @type {const} */ (['Int', 'Number'])) chunksOfKeys(module, kind);
  },

  'a table in an exhausted heap deletes what it holds'(module) {
    deletesWithoutMemory(module);
  },
};
