// Sets take part in what does not ask for values: `set` adds a key.

/** A class like `Base`, a Set, that has `set`. */
export function settable(Base) {
  return class extends Base {
    set(key) {
      return this.add(key);
    }
  };
}
