// What a figure is measured against: what a program has without tophash. That is native Map, for sets native
// Set, for whole columns a loop over native Map.

const MAPS = ['native-map', 'native-loop'];

/** The row of native, of the same run, that `row` is compared with; undefined if there is none or it is that itself. */
export function baselineOf({ rows, replaced }, { contestants }, row) {
  const { side, against } = contestants[row.contestant];
  if (side === 'native') return undefined;
  const same = ['run', 'engine', 'workload', 'keys', 'size', 'variant'];
  const beside = [...rows, ...(replaced ?? [])].filter((other) =>
    same.every((name) => other[name] === row[name]),
  );
  for (const name of against ? [against] : MAPS) {
    const native = beside.find((other) => other.contestant === name && other.metrics);
    if (native) return native;
  }
  return undefined;
}
