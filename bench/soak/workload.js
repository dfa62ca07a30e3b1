// What the soak does: calls of all sorts on maps of all kinds in one heap, with strings that come and
// go, iterators left and forgotten, and objects as values whose collection is watched; and on WasmMaps
// with all sorts of keys. Beside every map there is a native Map that is told the same: what a call
// gives is compared with what that has. The classes are given, so that the tests can run it on the
// sources.

const KEYS = ['i32', 'u32', 'i64', 'u64', 'f64', 'string', 'bytes'];
const VALUES = [...KEYS, 'i8', 'u8', 'i16', 'u16', 'f32', 'bool', 'void', 'any'];
const COLUMNS = {
  i32: Int32Array,
  u32: Uint32Array,
  i64: BigInt64Array,
  u64: BigUint64Array,
  f64: Float64Array,
};
const MAPS = 10;
const WASM_MAPS = 3;
const MOST_ENTRIES = 3000;
const LONGEST = 20_000;
/** Bytes that a heap keeps for keys and values on their way, if one of them was long. */
const SCRATCH = 2 * 4096 + LONGEST;

/** A generator of random numbers below a bound. */
function generator(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x9e3779b9) >>> 0;
    let x = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return ((x ^ (x >>> 16)) >>> 0) % below;
  };
}

function keyOf(kind, i) {
  switch (kind) {
    case 'i32':
      return Math.imul(i, 0x9e3779b1);
    case 'u32':
      return Math.imul(i, 0x9e3779b1) >>> 0;
    case 'i64':
      return -BigInt(i);
    case 'u64':
      return BigInt(i) << 20n;
    case 'f64':
      return i * 0.37;
    case 'bytes':
      return new Uint8Array(4 + (i % 61)).fill(i).fill(i >> 8, 2);
    default:
      return `key ${i} ${'~'.repeat(i % 61)}`;
  }
}

/** What stands for `value` beside the map: bytes have no identity there. */
function plain(value) {
  return value instanceof Uint8Array ? `bytes ${value}` : value;
}

/** Throws unless both are the same: a soak that finds a wrong answer ends there. */
function expect(given, wanted, what) {
  if (!Object.is(plain(given), plain(wanted))) throw new Error(`${what}: ${given}, not ${wanted}`);
}

/** What a GoMap should have, which tells the walks over it what has gone. */
class Model extends Map {
  walks = new Set();

  set(key, value) {
    return super.set(plain(key), plain(value));
  }

  has(key) {
    return super.has(plain(key));
  }

  get(key) {
    return super.get(plain(key));
  }

  delete(key) {
    for (const walk of this.walks) walk.gone(plain(key));
    return super.delete(plain(key));
  }

  clear() {
    for (const walk of this.walks) walk.goneAll();
    super.clear();
  }
}

/**
 * An iteration of a GoMap that goes on while the map changes. What is there all the time must come
 * once, and nothing twice that was not deleted in between.
 */
class Walk {
  seen = new Set();

  constructor(map, model) {
    this.it = map.entries();
    this.model = model;
    this.kept = new Set(model.keys());
    model.walks.add(this);
  }

  gone(key) {
    this.kept.delete(key);
    this.seen.delete(key);
  }

  goneAll() {
    this.kept.clear();
    this.seen.clear();
  }

  /** Takes an entry; false when there are no more. */
  step() {
    const { done, value } = this.it.next();
    if (done) {
      for (const key of this.kept) expect(this.seen.has(key), true, 'a key that was there');
      this.end();
      return false;
    }
    const [key, element] = value.map(plain);
    expect(this.model.has(key), true, 'a key that is there');
    expect(element, this.model.get(key), 'an entry');
    expect(this.seen.has(key), false, 'a key a second time');
    this.seen.add(key);
    return true;
  }

  end() {
    this.model.walks.delete(this);
  }
}

export class Soak {
  /** Calls made so far. */
  calls = 0;
  maps = [];
  wasmMaps = [];
  /** What every map should have. */
  models = new WeakMap();
  /** WeakRefs of the objects that were keys or values. */
  witnesses = [];
  /** Walks over GoMaps. */
  walks = [];
  /** Iterators of a WasmMap and of its model, side by side. */
  pairs = [];

  constructor({ GoMap, Heap, WasmMap }, seed) {
    this.GoMap = GoMap;
    this.WasmMap = WasmMap;
    this.heap = new Heap();
    this.random = generator(seed);
    for (let i = 0; i < MAPS; i += 1)
      this.maps.push(this.make(KEYS[i % KEYS.length], i < 4 ? 'any' : undefined));
    for (let i = 0; i < WASM_MAPS; i += 1)
      this.wasmMaps.push(this.modelled(new WasmMap(), new Map()));
  }

  modelled(map, model) {
    this.models.set(map, model);
    return map;
  }

  make(key = KEYS[this.random(KEYS.length)], value = VALUES[this.random(VALUES.length)]) {
    const capacity = this.random(3) === 0 ? this.random(500) : 0;
    return this.modelled(new this.GoMap(key, value, { heap: this.heap, capacity }), new Model());
  }

  key(map) {
    return keyOf(map.keyKind, this.random(2 * MOST_ENTRIES));
  }

  value(map) {
    const n = this.random(100);
    switch (map.valueKind) {
      case 'i64':
      case 'u64':
        return BigInt(n);
      case 'string':
        return '+'.repeat(this.random(50) === 0 ? this.random(LONGEST) : this.random(90));
      case 'bytes':
        return new Uint8Array(this.random(50) === 0 ? this.random(LONGEST) : n).fill(n);
      case 'bool':
        return n % 2 === 0;
      case 'void':
        return undefined;
      case 'any':
        return this.object(n);
      default:
        return n;
    }
  }

  /** An object whose collection is watched. */
  object(n) {
    const object = { n, bytes: new Array(20).fill(n) };
    this.witnesses.push(new WeakRef(object));
    return object;
  }

  /** Makes `count` calls. */
  run(count) {
    for (let i = 0; i < count; i += 1) {
      if (this.random(8) === 0) {
        const at = this.random(this.wasmMaps.length);
        this.callWasmMap(this.wasmMaps[at], at, this.random(1000));
      } else {
        const at = this.random(this.maps.length);
        this.call(this.maps[at], at, this.random(1000));
      }
      this.calls += 1;
    }
    this.endWalks();
    this.pairs = []; // a native iterator may keep what has been deleted
  }

  call(map, at, what) {
    const model = this.models.get(map);
    const key = this.key(map);
    if (what < 500 && map.size < MOST_ENTRIES) {
      const value = this.value(map);
      map.set(key, value);
      model.set(key, value);
    } else if (what < 850) expect(map.delete(key), model.delete(key), 'delete');
    else if (what < 880) expect(map.get(key), model.get(key), 'get');
    else if (what < 900) this.insert(map, model, key, (value) => map.getOrInsert(key, value));
    else if (what < 920) {
      this.insert(map, model, key, (value) => map.getOrInsertComputed(key, () => value));
    } else if (what < 940) {
      if (
        !['any', 'string', 'bytes', 'bool', 'void'].includes(map.valueKind) &&
        map.size < MOST_ENTRIES
      )
        this.add(map, model, key);
    } else if (what < 960) this.iterate(map, model, what);
    else if (what < 975) this.columns(map, model);
    else this.whole(map, model, key, at, what);
  }

  insert(map, model, key, call) {
    const value = this.value(map);
    if (!model.has(key)) model.set(key, value);
    expect(call(value), model.get(key), 'getOrInsert');
  }

  add(map, model, key) {
    const big = map.valueKind === 'i64' || map.valueKind === 'u64';
    const sum = (model.get(key) ?? (big ? 0n : 0)) + (big ? 1n : 1);
    if (sum > 100) return;
    expect(map.add(key, big ? 1n : 1), sum, 'add');
    model.set(key, sum);
  }

  iterate(map, model, what) {
    const it = map.entries();
    for (let i = this.random(30); i >= 0; i -= 1) {
      const { value } = it.next();
      if (value !== undefined) expect(value[1], model.get(value[0]), 'an entry');
    }
    if (what % 2 === 0) it.return();
  }

  startWalk(map, model) {
    const i = this.random(4);
    this.walks[i]?.end();
    this.walks[i] = new Walk(map, model);
  }

  endWalks() {
    for (const walk of this.walks) walk?.end();
    this.walks = [];
  }

  /** Takes some steps of a walk that was begun before. */
  walk() {
    const i = this.random(4);
    for (let steps = this.random(100); this.walks[i] !== undefined && steps >= 0; steps -= 1) {
      if (!this.walks[i].step()) this.walks[i] = undefined;
    }
  }

  columns(map, model) {
    const keys = Array.from({ length: this.random(60) }, () => this.key(map));
    const column = COLUMNS[map.keyKind]?.from(keys) ?? keys;
    const found = map.hasAll(column);
    for (let i = 0; i < keys.length; i += 1) expect(found[i], Number(model.has(keys[i])), 'hasAll');
    map.getAll(column);
    if (this.random(2) === 0) {
      const deleted = keys.filter((key) => model.delete(key)).length;
      expect(map.deleteAll(column), deleted, 'deleteAll');
    } else if (map.size < MOST_ENTRIES && map.valueKind !== 'any') {
      const value = this.value(map);
      map.setAll(column, value);
      for (const key of keys) model.set(key, value);
    }
    if (this.random(10) === 0) expect(map.columns().keys !== undefined, true, 'columns');
  }

  whole(map, model, key, at, what) {
    if (what < 978) expect(map.has(key), model.has(key), 'has');
    else if (what < 979) this.startWalk(map, model);
    else if (what < 985) this.walk();
    else if (what < 988) this.compare(map.clone(), model).dispose();
    else if (what < 990) this.compare(map, model);
    else if (what < 991) map.reserve(this.random(2 * MOST_ENTRIES));
    else if (what < 992) {
      map.clear();
      model.clear();
    } else if (what < 993) {
      this.endWalks();
      if (this.random(2) === 0) map.dispose(); // otherwise the collector does
      this.maps[at] = this.make(undefined, at < 4 ? 'any' : undefined);
    } else if (what < 995 && map.valueKind !== 'any') {
      this.compare(this.GoMap.restore(map.snapshot(), { heap: this.heap }), model).dispose();
    }
  }

  /** Compares all entries. */
  compare(map, model) {
    let entries = 0;
    map.forEach((value, key) => {
      expect(value, model.get(key), 'an entry');
      entries += 1;
    });
    expect(entries, model.size, 'entries');
    expect(map.size, model.size, 'size');
    return map;
  }

  wasmKey(model) {
    const n = this.random(2 * MOST_ENTRIES);
    switch (this.random(8)) {
      case 0:
        return `key ${n} ${'~'.repeat(n % 61)}`;
      case 1:
        return BigInt(n) << BigInt(n % 70);
      case 2:
        return n % 4 === 0 ? undefined : n % 2 === 0;
      case 3:
        return this.random(4) === 0 ? this.object(n) : (model.keys().next().value ?? null);
      default:
        return n * 0.5;
    }
  }

  callWasmMap(map, at, what) {
    const model = this.models.get(map);
    const key = this.wasmKey(model);
    if (what < 450 && map.size < MOST_ENTRIES) {
      const value = what % 4 === 0 ? this.object(what) : what;
      map.set(key, value);
      model.set(key, value);
    } else if (what < 800) expect(map.delete(key), model.delete(key), 'delete');
    else if (what < 850) expect(map.get(key), model.get(key), 'get');
    else if (what < 890) this.pairs[this.random(4)] = [map.entries(), model.entries()];
    else if (what < 990) this.walkPair();
    else if (what < 995) this.compareInOrder(map, model);
    else if (what < 997) {
      map.clear();
      model.clear();
    } else if (what < 999) {
      this.wasmMaps[at] = this.modelled(new this.WasmMap(), new Map());
    } else {
      this.pairs = [];
      map.dispose();
      this.wasmMaps[at] = this.modelled(new this.WasmMap(model), model);
    }
  }

  /** Takes some steps with iterators that were begun before. */
  walkPair() {
    const [given, wanted] = this.pairs[this.random(4)] ?? [];
    if (given === undefined) return;
    for (let i = this.random(100); i >= 0; i -= 1) {
      const a = given.next();
      const b = wanted.next();
      expect(a.done, b.done, 'done');
      expect(a.value?.[0], b.value?.[0], 'a key');
      expect(a.value?.[1], b.value?.[1], 'a value');
    }
  }

  compareInOrder(map, model) {
    expect(map.size, model.size, 'size');
    const wanted = model.entries();
    map.forEach((value, key) => {
      const [k, v] = wanted.next().value;
      expect(key, k, 'a key');
      expect(value, v, 'a value');
    });
    expect(wanted.next().done, true, 'the end');
  }

  /** What is held: call it when all garbage has been collected. */
  held() {
    const { heap, maps, wasmMaps } = this;
    this.witnesses = this.witnesses.filter((witness) => witness.deref() !== undefined);
    const objects = wasmMaps.reduce((sum, map) => sum + objectsIn(map), 0);
    return {
      heap: heap.bytes + Math.max(...wasmMaps.map((map) => map.stats().heapBytes)),
      /** In use beyond what the maps say they hold. */
      surplus: heap.usedBytes - maps.reduce((sum, map) => sum + map.stats().bytes + 256, SCRATCH),
      /** Objects alive beyond those in the maps. */
      objects:
        this.witnesses.length -
        maps.reduce((sum, map) => sum + (map.valueKind === 'any' ? map.size : 0), objects),
    };
  }
}

/** The objects among the keys and values. */
function objectsIn(map) {
  const isObject = (x) => typeof x === 'object' && x !== null;
  let objects = 0;
  map.forEach((value, key) => {
    objects += Number(isObject(value)) + Number(isObject(key));
  });
  return objects;
}
