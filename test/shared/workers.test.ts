// Shared maps read by other threads, some of which die of it. TEST_STRESS says for how many seconds the last
// test goes on; five minutes is what a release is held against.

import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { GoMap, Heap } from '../../src/index.js';

const file = new URL('reader.js', import.meta.url);
const SECONDS = Number(process.env.TEST_STRESS ?? 3);

class Reader {
  readonly worker = new Worker(file);
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(e: Error): void }>();
  #asked = 0;

  constructor() {
    this.worker.on('message', ([id, answer, error]) => {
      const asked = this.#waiting.get(id);
      if (error === undefined) asked?.resolve(answer);
      else asked?.reject(new Error(error));
    });
    readers.push(this);
  }

  ask(name: string, ...args: unknown[]): Promise<unknown> {
    this.#asked += 1;
    const id = this.#asked;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.worker.postMessage([id, name, ...args]);
    return answer;
  }

  /** Ends it wherever it is. */
  async die(): Promise<void> {
    await this.worker.terminate();
    readers.splice(readers.indexOf(this), 1);
  }
}

let readers: Reader[] = [];
afterEach(async () => {
  await Promise.all(readers.map(({ worker }) => worker.terminate()));
  readers = [];
});

function sharedHeap(): Heap {
  return new Heap({ shared: true, maximumBytes: 2 ** 28 });
}

/** What `wrong` of a reader expects. */
function strings(heap: Heap, size: number): GoMap<string, string> {
  const map = new GoMap('string', 'string', { heap });
  for (let i = 0; i < size; i += 1) map.set(`key ${i}`, `value ${i}`);
  return map;
}

function words(heap: Heap, size: number): GoMap<bigint, bigint> {
  const map = new GoMap('u64', 'u64', { heap });
  for (let i = 0; i < size; i += 1) map.set(BigInt(i) << 32n, BigInt(i) ** 3n);
  return map;
}

test('a worker reads a map, and cannot write it', async () => {
  const map = strings(sharedHeap(), 1000);
  const reader = new Reader();
  expect(await reader.ask('attach', map.share())).toBe(1000);
  expect(await reader.ask('get', 'key 7')).toBe('value 7');
  expect(new Map((await reader.ask('entries')) as [string, string][])).toEqual(new Map(map));
  await expect(reader.ask('write', 'a', 'b')).rejects.toThrow(
    'this GoMap is shared: it can only be read',
  );
  await reader.ask('detach');
});

test('workers that read at the same time do not disturb one another', async () => {
  const heap = sharedHeap();
  const size = 3000;
  for (const map of [strings(heap, size), words(heap, size)]) {
    const shared = map.share();
    const some = Array.from({ length: 3 }, () => new Reader());
    for (const reader of some) await reader.ask('attach', shared);
    const answers = some.map((reader) => reader.ask('wrong', 20, size));
    // The owner reads and goes on with other maps meanwhile.
    for (let i = 0; i < 20; i += 1) strings(heap, 1000).dispose();
    expect(map.size).toBe(size);
    expect(await Promise.all(answers)).toEqual([0, 0, 0]);
    for (const reader of some) await reader.die();
    map.unshare(shared);
    map.dispose();
  }
  expect(heap.usedBytes).toBeLessThan(10_000);
});

test('a map that is disposed of stays until its last reader has left', async () => {
  const heap = sharedHeap();
  const map = strings(heap, 2000);
  const shared = map.share();
  const reader = new Reader();
  await reader.ask('attach', shared);
  const used = heap.usedBytes;
  map.dispose();
  strings(heap, 2000).dispose();
  expect(heap.usedBytes).toBe(used);
  expect(await reader.ask('wrong', 2, 2000)).toBe(0);
  await expect(new Reader().ask('attach', shared)).rejects.toThrow('has disposed of it');
  await reader.ask('detach');
  expect(heap.usedBytes).toBeLessThan(10_000);
});

test('a worker that dies keeps its map until the share is taken back', async () => {
  const heap = sharedHeap();
  const map = strings(heap, 2000);
  const shares = [map.share(), map.share()];
  const [first, second] = [new Reader(), new Reader()];
  await first.ask('attach', shares[0]);
  await second.ask('attach', shares[1]);
  const { bytes } = heap;
  first.ask('wrong', 1e6, 2000);
  await first.die();
  map.unshare(shares[0] as never);
  // Its area is there for another one.
  const third = new Reader();
  const shared = map.share();
  await third.ask('attach', shared);
  expect(heap.bytes).toBe(bytes);
  expect(await Promise.all([second, third].map((r) => r.ask('wrong', 3, 2000)))).toEqual([0, 0]);
  await second.ask('detach');
  await third.die();
  map.unshare(shared);
  map.dispose();
  expect(heap.usedBytes).toBeLessThan(10_000);
});

test('maps come and go while readers come, read and die', {
  timeout: SECONDS * 1000 + 60_000,
}, async () => {
  const heap = sharedHeap();
  const end = performance.now() + SECONDS * 1000;
  let rounds = 0;
  for (; rounds < 4 || performance.now() < end; rounds += 1) {
    const size = 500 + ((rounds * 700) % 5000);
    const map = rounds % 2 ? strings(heap, size) : words(heap, size);
    while (readers.length < 3) new Reader();
    const shares = readers.map(() => map.share());
    const [dying, ...others] = [...readers];
    await Promise.all(readers.map((reader, i) => reader.ask('attach', shares[i])));
    dying?.ask('wrong', 1e6, size);
    const answers = others.map((reader) => reader.ask('wrong', 2, size));
    if (rounds % 4 < 2) map.dispose();
    if (rounds % 4 === 0) await dying?.die();
    expect(await Promise.all(answers)).toEqual([0, 0]);
    if (rounds % 4 !== 0) await dying?.die();
    await Promise.all(others.map((reader) => reader.ask('detach')));
    map.unshare(shares[0] as never);
    map.dispose();
    expect(heap.usedBytes).toBeLessThan(10_000);
  }
  expect(heap.bytes).toBeLessThan(2 ** 23);
});
