// Keys of bytes for maps that compare objects by identity: a program has to make strings of them first,
// one character a byte.

/** A class like `Base`, a Map or a Set, whose keys are bytes. */
export function ofBytes(Base) {
  return class extends Base {
    get(key) {
      return super.get(latin1(key));
    }

    has(key) {
      return super.has(latin1(key));
    }

    set(key, value) {
      return super.set(latin1(key), value);
    }

    add(key) {
      return super.add(latin1(key));
    }

    delete(key) {
      return super.delete(latin1(key));
    }
  };
}

function latin1(bytes) {
  return globalThis.Buffer === undefined
    ? String.fromCharCode(...bytes)
    : Buffer.prototype.latin1Slice.call(bytes);
}
