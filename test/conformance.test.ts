// The map against recordings of Go's own map: every byte of it after every operation. And the
// comparison against itself: that it would notice.

import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { Journal, open, type Trace } from './conformance/format.js';
import { conformanceModule, Heap } from './conformance/heap.js';
import { type Outcome, replay } from './conformance/replay.js';
import { rules } from './conformance/rules.js';
import { recordings } from './conformance/run.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const golden = join(root, 'test/golden');
const module = conformanceModule();

/** Keys and elements of these are not among the product's: 16 bytes, or more than a cell holds. */
const foreign = /^(b16u64|bigu64|u64big|strbig)-/;

/** Replays a recording alone, in code that has never run. */
async function replayCold(name: string): Promise<Outcome | null> {
  const worker = new Worker(new URL('conformance/cold.js', import.meta.url), {
    workerData: join(golden, name),
  });
  const [outcome] = await once(worker, 'message');
  return outcome;
}

describe('a replay of Go 1.19', () => {
  for (const name of recordings(golden)) {
    if (foreign.test(name)) continue;
    it.concurrent(name, async () => {
      const outcome = await replayCold(name);
      expect(outcome?.ops).toBeGreaterThanOrEqual(2000);
      expect(outcome?.bytes).toBeGreaterThan(500_000);
    });
  }

  it('leaves out foreign kinds alone', () => {
    const skipped = recordings(golden).filter((name) => foreign.test(name));
    expect(skipped).toHaveLength(4);
    for (const name of skipped) expect(replay(join(golden, name), module)).toBeNull();
  });
});

describe('the comparison notices', () => {
  const journal = join(golden, 'strstr-hard.gj.gz');

  /** What is reported when the expectation is changed after `ops` operations. */
  function reported(ops: number, change: (journal: Journal) => void): string {
    try {
      replay(journal, module, (recording: Journal | Trace) => {
        const tampered = recording as Journal;
        const next = tampered.next.bind(tampered);
        tampered.next = () => {
          const op = next();
          if (tampered.ops === ops) change(tampered);
          return op;
        };
      });
    } catch (error) {
      return (error as Error).message;
    }
    return 'nothing';
  }

  /** Changes one byte of the first segment. */
  function flip(offset: number) {
    return ({ image }: Journal) => {
      const [segment] = image.segments.values();
      segment!.data[offset]! ^= 1;
    };
  }

  it('a tophash', () => {
    expect(reported(10, flip(0))).toMatch(
      /^strstr-hard.gj.gz: operation 9 \(. \d+ \d+\): segment 1 \(array\), bucket 0, tophash of cell 0, byte 0: expected .., found ..$/,
    );
  });

  it('the text of a key', () => {
    expect(reported(10, flip(8))).toMatch(/bucket 0, key of cell 0, byte 8: /);
  });

  it('the length of a key', () => {
    expect(reported(10, flip(16))).toMatch(/bucket 0, key of cell 0, byte /);
  });

  it('an element', () => {
    expect(reported(10, flip(8 + 8 * 16 + 8))).toMatch(/bucket 0, element of cell 0, byte /);
  });

  it('an overflow pointer', () => {
    expect(reported(10, flip(272 - 8))).toMatch(/bucket 0, overflow pointer, byte 264: /);
  });

  it('every word of the header', () => {
    for (let i = 0; i < 12; i += 1) {
      const message = reported(20, ({ image }) => {
        image.words[i]! ^= 1;
      });
      expect(message).toMatch(/: operation 19 .*: header, .*: expected 0x.*, found 0x/);
    }
  });

  it('a segment too many', () => {
    const message = reported(5, ({ image }) => {
      image.segments.set(99, { array: false, data: new Uint8Array(272) });
    });
    expect(message).toMatch(/segment 99: expected, but not found/);
  });

  it('a damaged recording', () => {
    const damaged = open(journal) as Journal;
    damaged.image.words[2]! ^= 1;
    expect(() => {
      while (damaged.next());
    }).toThrow(/digest/);
  });

  it('an answer', () => {
    expect(() => {
      replay(join(golden, 'u32u32-mixed.gj.gz'), module, (recording: Journal | Trace) => {
        const tampered = recording as Journal;
        const next = tampered.next.bind(tampered);
        tampered.next = () => {
          const op = next();
          if (op?.code === 'G') op.results[0]! ^= 1;
          return op;
        };
      });
    }).toThrow(/\(G \d+ \d+\): result 0: expected 0x[01], found 0x[01]$/);
  });
});

describe('rules that no recording gets to', () => {
  it.each(Object.entries(rules))('%s', (_, keeps) => keeps(module));
});

describe('the conformance build', () => {
  const assembly = join(root, 'assembly');

  it('is the release but for hash and draws', () => {
    const files = readdirSync(assembly, { recursive: true, encoding: 'utf8' });
    const special = files.filter((name) => {
      return (
        name.endsWith('.ts') &&
        readFileSync(join(assembly, name), 'utf8').includes('TOPHASH_CONFORMANCE')
      );
    });
    expect(special.sort()).toEqual([join('hash', 'hash.ts'), join('hash', 'random.ts')]);
  });

  it("hashes as Go's memhash does", () => {
    // Recorded from Go: byte i of the text is 7i + 1.
    const vectors: [length: number, hash: bigint][] = [
      [1, 0xf104532354a9cc7bn],
      [2, 0x2d2fe76d60beabe5n],
      [3, 0x948c11edca6a1b04n],
      [4, 0xcc271466dd86630bn],
      [5, 0x2451fc6db4618a23n],
      [7, 0x58ff74a62dc85a6bn],
      [8, 0xb0f720c098bf03f0n],
      [9, 0x99fd1e42f94476ddn],
      [12, 0x36682060706b73c5n],
      [16, 0x5c3b964345bd5a42n],
      [17, 0xd704e9fe7cb2e818n],
      [32, 0xef62b152a2f96ce1n],
      [33, 0x5fa5b8bf10e16329n],
      [48, 0x30ebf5d78dd317c1n],
      [49, 0x381cbbf0dc826299n],
      [64, 0xd877719d2d0ff9bcn],
      [97, 0xf166996bee610ef7n],
      [145, 0x8db45a86bcb97cean],
      [200, 0xf581c6c1e8210a87n],
    ];
    for (const [length, hash] of vectors)
      expect(whereIs(length), `${length} bytes`).toEqual(place(hash));
  });

  /** The bucket and the tophash that a hash leads to in a map of 2^10 buckets. */
  function place(hash: bigint) {
    const top = Number(hash >> 56n);
    return { bucket: Number(hash & 1023n), tophash: top < 5 ? top + 5 : top };
  }

  /** Where the only entry of a map is, whose key is the text of `length` bytes. */
  function whereIs(length: number) {
    const heap = new Heap(module);
    const { core } = heap;
    core.setHashKey(0x7f4a7c15, 0x9e3779b9);
    const [STRING, U64, bucketsize] = [5, 3, 208];
    const h = core.newMap(STRING, U64, 6656, 0, 0); // 6.5 entries a bucket
    core.setHash0(h, 0x12345678);
    const text = core.allocateScratch(256);
    for (let i = 0; i < length; i += 1) heap.u8[text + i] = 7 * i + 1;
    core.assignUtf8(h, text, length);
    const buckets = heap.word(h + 16);
    for (let bucket = 0; bucket < 1024; bucket += 1) {
      const tophash = heap.u8[buckets + bucket * bucketsize]!;
      if (tophash !== 0) return { bucket, tophash };
    }
    return undefined;
  }
});
