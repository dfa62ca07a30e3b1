// Bytes by their content. To the language two arrays are never the same; the tests, which ask `Object.is`
// and keep keys in native Maps, take one array for all that hold the same bytes.

const known = new Map<string, Uint8Array>();
// Unlike `instanceof`, this runs nothing of a hostile value.
const tagOf = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
)?.get as (this: unknown) => string | undefined;

/**
 * The array that stands for all with the content of `value`; any other value itself, and an array that
 * has no content because its buffer is gone. Whatever the array says of itself is not asked.
 */
export function byContent<T>(value: T): T {
  if (tagOf.call(value) !== 'Uint8Array') return value;
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(value as Uint8Array);
  } catch {
    return value;
  }
  const text = String.fromCharCode(...bytes);
  let array = known.get(text);
  if (array === undefined) {
    // In the middle of its buffer, as arrays may be.
    array = new Uint8Array(bytes.length + 7).fill(0xee).subarray(3, 3 + bytes.length);
    array.set(bytes);
    known.set(text, array);
  }
  return array as T & Uint8Array;
}
