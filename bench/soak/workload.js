// What the soak does: calls of all sorts on maps of all kinds in one heap, with strings that come and
// go, iterators left and forgotten, and objects as values whose collection is watched. The classes are
// given, so that the tests can run it on the sources.

const KEYS = ['i32', 'u32', 'i64', 'u64', 'f64', 'string'];
const VALUES = [...KEYS, 'i8', 'u8', 'i16', 'u16', 'f32', 'bool', 'void', 'any'];
const COLUMNS = {
  i32: Int32Array,
  u32: Uint32Array,
  i64: BigInt64Array,
  u64: BigUint64Array,
  f64: Float64Array,
};
const MAPS = 10;
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
    default:
      return `key ${i} ${'~'.repeat(i % 61)}`;
  }
}

export class Soak {
  /** Calls made so far. */
  calls = 0;
  maps = [];
  /** WeakRefs of the objects that were values. */
  witnesses = [];

  constructor({ GoMap, Heap }, seed) {
    this.GoMap = GoMap;
    this.heap = new Heap();
    this.random = generator(seed);
    for (let i = 0; i < MAPS; i += 1)
      this.maps.push(this.make(KEYS[i % 6], i < 4 ? 'any' : undefined));
  }

  make(key = KEYS[this.random(KEYS.length)], value = VALUES[this.random(VALUES.length)]) {
    const capacity = this.random(3) === 0 ? this.random(500) : 0;
    return new this.GoMap(key, value, { heap: this.heap, capacity });
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
      case 'bool':
        return n % 2 === 0;
      case 'void':
        return undefined;
      case 'any': {
        const object = { n, bytes: new Array(20).fill(n) };
        this.witnesses.push(new WeakRef(object));
        return object;
      }
      default:
        return n;
    }
  }

  /** Makes `count` calls. */
  run(count) {
    for (let i = 0; i < count; i += 1) {
      const at = this.random(this.maps.length);
      this.call(this.maps[at], at, this.random(1000));
      this.calls += 1;
    }
  }

  call(map, at, what) {
    if (what < 500 && map.size < MOST_ENTRIES) map.set(this.key(map), this.value(map));
    else if (what < 850) map.delete(this.key(map));
    else if (what < 880) map.get(this.key(map));
    else if (what < 900) map.getOrInsert(this.key(map), this.value(map));
    else if (what < 920) map.getOrInsertComputed(this.key(map), () => this.value(map));
    else if (what < 940) {
      if (!['any', 'string', 'bool', 'void'].includes(map.valueKind) && map.size < MOST_ENTRIES)
        this.add(map);
    } else if (what < 960) this.iterate(map, what);
    else if (what < 975) this.columns(map);
    else this.whole(map, at, what);
  }

  add(map) {
    const key = this.key(map);
    const big = map.valueKind === 'i64' || map.valueKind === 'u64';
    if (map.get(key) < 100) map.add(key, big ? 1n : 1);
  }

  iterate(map, what) {
    const it = map.entries();
    for (let i = this.random(30); i >= 0; i -= 1) it.next();
    if (what % 2 === 0) it.return();
  }

  columns(map) {
    const keys = Array.from({ length: this.random(60) }, () => this.key(map));
    const column = map.keyKind === 'string' ? keys : COLUMNS[map.keyKind].from(keys);
    map.hasAll(column);
    map.getAll(column);
    if (this.random(2) === 0) map.deleteAll(column);
    else if (map.size < MOST_ENTRIES && map.valueKind !== 'any') {
      map.setAll(column, map.valueKind === 'void' ? undefined : this.value(map));
    }
    if (this.random(10) === 0) map.columns();
  }

  whole(map, at, what) {
    if (what < 985) map.has(this.key(map));
    else if (what < 988) map.clone().dispose();
    else if (what < 990) map.forEach(() => {});
    else if (what < 991) map.reserve(this.random(2 * MOST_ENTRIES));
    else if (what < 992) map.clear();
    else if (what < 993) {
      if (this.random(2) === 0) map.dispose(); // otherwise the collector does
      this.maps[at] = this.make(undefined, at < 4 ? 'any' : undefined);
    } else if (what < 995 && map.valueKind !== 'any') {
      this.GoMap.restore(map.snapshot(), { heap: this.heap }).dispose();
    }
  }

  /** What is held: call it when all garbage has been collected. */
  held() {
    const { heap, maps } = this;
    this.witnesses = this.witnesses.filter((witness) => witness.deref() !== undefined);
    return {
      heap: heap.bytes,
      /** In use beyond what the maps say they hold. */
      surplus: heap.usedBytes - maps.reduce((sum, map) => sum + map.stats().bytes + 256, SCRATCH),
      /** Objects alive beyond those in the maps. */
      objects:
        this.witnesses.length -
        maps.reduce((sum, map) => sum + (map.valueKind === 'any' ? map.size : 0), 0),
    };
  }
}
