// Columns as those take them that read typed arrays and text in Arrow's layout.

const ARRAYS = { u32: Uint32Array, f64: Float64Array, u64: BigUint64Array };

/** The column of `keys`, an array of keys of `kind`. */
export function columnOf(kind, keys) {
  if (kind.text) return textColumn(keys);
  return ARRAYS[kind.goKind]?.from(keys) ?? keys;
}

function textColumn(keys) {
  const bytes = new TextEncoder().encode(keys.join(''));
  const offsets = new Uint32Array(keys.length + 1);
  for (let i = 0; i < keys.length; i += 1) offsets[i + 1] = offsets[i] + keys[i].length;
  return { bytes, offsets };
}
