// A plain object, where it can serve: with strings or integers for keys, and nobody who sends `__proto__`.

class ObjectMap {
  #entries = Object.create(null);

  get(key) {
    return this.#entries[key];
  }

  has(key) {
    return key in this.#entries;
  }

  set(key, value) {
    this.#entries[key] = value;
  }

  delete(key) {
    return delete this.#entries[key];
  }

  get size() {
    return Object.keys(this.#entries).length;
  }
}

export default {
  title: 'plain object',
  side: 'native',
  can: ['get', 'has', 'set', 'delete', 'count'],
  takes: ({ goKind, text }) => !text && (goKind === 'u32' || goKind === 'string'),
  load: () => ({
    make: () => new ObjectMap(),
    count: (map, key) => map.set(key, (map.get(key) ?? 0) + 1),
  }),
};
