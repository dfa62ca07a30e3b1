// Heap: a memory for maps, as its owner sees it.

import { defineName } from '../js/define.js';
import { outOfRange, wrongType } from '../js/errors.js';
import { checkedOptions, NO_OPTIONS } from '../js/options.js';
import { printAs } from '../js/print.js';
import { Memory } from './memory.js';
import { compileModule, compileSharedModules, currentModule, ownerModule } from './module.js';
import { LEAST_PAGES, MAX_PAGES, PAGE } from './pages.js';

/** Options of a heap. */
export interface HeapOptions {
  /** Bytes to begin with, rounded up to 64 KiB. */
  initialBytes?: number;
  /**
   * Bytes the heap may grow to, rounded down to 64 KiB: at least 192 KiB, by default 4 GiB, all that
   * there can be.
   */
  maximumBytes?: number;
  /**
   * Whether the memory is a shared one, so that maps in it can be read by workers; see
   * `GoMap.prototype.share`. Then `maximumBytes` must be given.
   */
  shared?: boolean;
}

/** Throws where there is no shared memory. */
function checkSharing(maximumBytes: unknown): void {
  if (maximumBytes === undefined) {
    throw new TypeError('a shared heap needs maximumBytes: shared memory must state its maximum');
  }
  if (typeof SharedArrayBuffer !== 'function') {
    throw new TypeError(
      'there is no SharedArrayBuffer, which a shared heap needs. In a page, have it served with the headers ' +
        'Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp',
    );
  }
}

function pagesOf(name: string, bytes: unknown, round: (pages: number) => number): number {
  if (typeof bytes !== 'number') throw wrongType(name, 'a number of bytes', bytes);
  if (!Number.isSafeInteger(bytes) || bytes < 0) {
    throw outOfRange(name, 'a whole number of bytes', bytes);
  }
  return round(bytes / PAGE);
}

/** The options given, checked, with whole pages and what is there by default. */
function completed(given: HeapOptions): Required<HeapOptions> {
  const {
    initialBytes = PAGE,
    maximumBytes,
    shared = false,
  } = checkedOptions<HeapOptions>(given, ['initialBytes', 'maximumBytes', 'shared']);
  if (typeof shared !== 'boolean') throw wrongType('shared', 'a boolean', shared);
  if (shared) checkSharing(maximumBytes);
  const initial = Math.max(1, pagesOf('initialBytes', initialBytes, Math.ceil));
  const most = maximumBytes === undefined ? MAX_PAGES * PAGE : maximumBytes;
  const maximum = Math.min(MAX_PAGES, pagesOf('maximumBytes', most, Math.floor));
  if (maximum < LEAST_PAGES) {
    throw outOfRange('maximumBytes', `at least ${LEAST_PAGES * PAGE}`, maximumBytes);
  }
  if (initial > maximum) throw outOfRange('initialBytes', 'at most maximumBytes', initialBytes);
  return { initialBytes: initial * PAGE, maximumBytes: maximum * PAGE, shared };
}

/** The memory behind a heap. Throws `TypeError` for anything but a heap, which `role` names. */
export let memoryOf: (heap: unknown, role: string) => Memory;

/**
 * A WebAssembly memory for maps. Without one, all maps share a default heap. A heap of one's own
 * bounds the memory of the maps in it, and all of it goes at once when heap and maps are dropped.
 *
 * @example
 * ```js
 * import { GoMap, Heap } from 'tophash';
 *
 * const heap = new Heap({ maximumBytes: 64 * 2 ** 20 });
 * const m = new GoMap('u32', 'u32', { heap });
 * ```
 * @throws TypeError or RangeError for options that are not whole numbers of bytes, or when the
 * maximum is below 192 KiB, or the initial size above the maximum or cannot be had. TypeError for a
 * shared heap where there is no `SharedArrayBuffer`, no maximum, or only a module given to `useModule`.
 */
export class Heap {
  readonly #memory: Memory;

  static {
    memoryOf = (heap, role) => {
      if (typeof heap !== 'object' || heap === null || !(#memory in heap)) {
        throw wrongType(role, 'a Heap', heap);
      }
      return heap.#memory;
    };
  }

  constructor(options: HeapOptions = NO_OPTIONS) {
    const { initialBytes, maximumBytes, shared } = completed(options);
    const module = shared ? ownerModule() : currentModule();
    const [initial, maximum] = [initialBytes / PAGE, maximumBytes / PAGE];
    this.#memory = new Memory(module, new WebAssembly.Memory({ initial, maximum, shared }));
  }

  /**
   * The same as `new Heap(options)`, with the module compiled asynchronously: of a shared heap, that for
   * its readers as well, so that `share` need not compile it.
   *
   * @example
   * ```js
   * import { GoMap, Heap } from 'tophash';
   *
   * const heap = await Heap.create();
   * const m = new GoMap('string', 'u32', { heap });
   * ```
   */
  static async create(options: HeapOptions = NO_OPTIONS): Promise<Heap> {
    const all = completed(options);
    await (all.shared ? compileSharedModules() : compileModule());
    return makeHeap(all);
  }

  /** Bytes of the memory. It never shrinks: freed bytes are used again. */
  get bytes(): number {
    return this.#memory.size;
  }

  /** Bytes that the maps in this heap use now. */
  get usedBytes(): number {
    this.#memory.sharing?.sweep();
    return this.#memory.core.usedBytes();
  }
}

// Outside of the class: bundlers give a class that names itself another name.
function makeHeap(options: HeapOptions): Heap {
  return new Heap(options);
}

defineName(Heap, 'Heap');
printAs(Heap.prototype, 'Heap', ({ bytes, usedBytes }) => ({
  title: 'Heap',
  parts: [`bytes: ${bytes}`, `usedBytes: ${usedBytes}`],
}));
