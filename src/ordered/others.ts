// Where a table finds the keys whose identity only the engine knows: strings, objects, symbols, bigints of
// more than 64 bits and so on. Native Maps take them to the places of their entries. When the engine
// refuses to put more into the newest, the next one begins. Their order does not matter.

import { limits } from './limits.js';
import { NativeMap } from './native.js';

/** Entries with which an old Map is emptied when a new one begins, so that lookups have few to ask. */
const FEW = 65536;

export class Others {
  /** The newest Map is the last. */
  #maps: NativeMap[] = [new NativeMap()];

  /** The place of `key`, or 0. */
  get(key: unknown): number {
    const maps = this.#maps;
    for (let i = maps.length - 1; i >= 0; i -= 1) {
      const place = (maps[i] as NativeMap).get(key);
      if (place !== undefined) return place as number;
    }
    return 0;
  }

  /** Adds `key`, which is absent. */
  add(key: unknown, place: number): void {
    if (add(this.#maps[this.#maps.length - 1] as NativeMap, key, place)) return;
    this.#begin();
    (this.#maps[this.#maps.length - 1] as NativeMap).set(key, place);
  }

  /** Says that `key`, which is present, is at `place` now. */
  move(key: unknown, place: number): void {
    this.#mapOf(key)?.set(key, place);
  }

  delete(key: unknown): void {
    this.#mapOf(key)?.delete(key);
  }

  #mapOf(key: unknown): NativeMap | undefined {
    const maps = this.#maps;
    for (let i = maps.length - 1; i >= 0; i -= 1) {
      if ((maps[i] as NativeMap).has(key)) return maps[i];
    }
    return undefined;
  }

  /** Begins a Map, with the entries of those that have few. */
  #begin(): void {
    const fresh = new NativeMap();
    const maps: NativeMap[] = [];
    for (let i = 0; i < this.#maps.length; i += 1) {
      const map = this.#maps[i] as NativeMap;
      if (map.size <= FEW && map.size < limits.refused / 2) {
        map.forEach((place, key) => {
          fresh.set(key, place);
        });
      } else maps[maps.length] = map;
    }
    maps[maps.length] = fresh;
    this.#maps = maps;
  }
}

/** Puts an entry into a native Map. Returns false, and nothing has changed, when it is full. */
function add(map: NativeMap, key: unknown, place: number): boolean {
  if (map.size >= limits.refused) return false;
  try {
    map.set(key, place);
    return true;
  } catch (error) {
    if (map.size < limits.full) throw error; // there is no stack
    return false;
  }
}
