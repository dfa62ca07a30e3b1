// Checks dictionary encoding.

/** Whether `ids` are the numbers of `rows` in the order in which they appear first. */
export function isEncoded(rows, ids) {
  const idOf = new Map();
  return rows.every((key, i) => {
    const name = typeof key === 'object' && 'length' in key ? String(key) : key;
    if (!idOf.has(name)) idOf.set(name, idOf.size);
    return idOf.get(name) === ids[i];
  });
}
