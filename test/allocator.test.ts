// The allocator under the maps: no two blocks overlap, wherever they lie, and what is freed is used
// again.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Heap } from '../src/index.js';
import type { Memory } from '../src/wasm/memory.js';
import { heapOn } from './support/builds.js';
import { memoryOf } from './support/inside.js';

/** Blocks of up to 512 bytes are cut from spans of this size, at multiples of it. */
const SPAN = 16384;

/** Blocks that are filled to the last byte with a word of their own. */
class Blocks {
  private readonly sizes = new Map<number, number>();
  private readonly marks = new Map<number, number>();
  private made = 0;

  private readonly memory: Memory;

  constructor(heap: Heap) {
    this.memory = memoryOf(heap);
  }

  /** A block of `bytes` bytes, a multiple of 4. */
  allocate(bytes: number): number {
    const address = this.memory.core.allocateScratch(bytes) >>> 0;
    this.made += 1;
    this.sizes.set(address, bytes);
    this.marks.set(address, this.made);
    this.memory.views.u32.fill(this.made, address >>> 2, (address + bytes) >>> 2);
    return address;
  }

  /** Gives the block back, in which nobody else may have written. */
  free(address: number): void {
    const bytes = this.sizes.get(address) as number;
    const mark = this.marks.get(address);
    const words = this.memory.views.u32.subarray(address >>> 2, (address + bytes) >>> 2);
    if (words.some((word) => word !== mark)) throw new Error('a block has been overwritten');
    this.sizes.delete(address);
    this.memory.core.freeScratch(address, bytes);
  }

  get addresses(): number[] {
    return [...this.sizes.keys()];
  }

  freeAll(): void {
    for (const address of this.addresses) this.free(address);
  }
}

describe('a span', () => {
  test.each([
    ['at the end of the memory', 0],
    ['in a hole of twice its size', 2 * SPAN],
    ['in a larger hole', 2 * SPAN + 16],
  ])('is whole wherever it begins %s', (_, hole) => {
    const heap = heapOn('release');
    const blocks = new Blocks(heap);
    /** Larger than any hole, so it lies at the end; the next block begins 16 bytes behind it. */
    const large = 40_000;
    /** Makes a block of `bytes` bytes at a multiple of a span's size and `offset` more. */
    const place = (offset: number, bytes: number) => {
      const pad = blocks.allocate(large) + large + 16;
      blocks.allocate(large + ((offset - pad - large - 16) & (SPAN - 1)));
      const address = blocks.allocate(bytes);
      expect(address % SPAN).toBe(offset);
      return address;
    };
    for (let offset = 0; offset < SPAN; offset += 16) {
      if (hole > 0) {
        // What is found first is long enough for a span, but not from the next multiple on.
        const holes = [place(16, SPAN + 3000), place(offset, hole - 16)];
        blocks.allocate(large);
        for (const address of holes) blocks.free(address);
      } else {
        place((offset - large - 16) & (SPAN - 1), large);
      }
      for (let i = 0; i < SPAN / 512; i += 1) blocks.allocate(512);
      if (hole > 0) blocks.allocate(hole - 16); // in the hole, if it was not taken
    }
    blocks.freeAll();
    expect(heap.usedBytes).toBe(0);
  });
});

test('blocks taken and given back in any order keep to themselves', () => {
  const size = fc.oneof(
    fc.integer({ min: 1, max: 128 }),
    fc.integer({ min: 129, max: 1000 }),
    fc.integer({ min: 3500, max: 10_000 }),
  );
  // A number of words is taken, or the block at a place, as a share of all, is given back.
  const step = fc.oneof(size, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
  const heap = heapOn('release');
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
      const blocks = new Blocks(heap);
      for (const step of steps) {
        const { addresses } = blocks;
        if (step >= 1) blocks.allocate(step * 4);
        else if (addresses.length > 0) {
          blocks.free(addresses[Math.floor(step * addresses.length)] as number);
        }
      }
      blocks.freeAll();
      expect(heap.usedBytes).toBe(0);
    }),
    { numRuns: 500 },
  );
  expect(heap.bytes).toBeLessThan(2 ** 22);
});
