// Takes the duplicates out of a column of 64-bit ids. Every id stays where it comes first.
//
//   node examples/deduplicate.js [--rows 3000000]

import { GoMap } from 'tophash';
import { compare, main } from './jobs/compare.js';
import { randomNumbers } from './jobs/random.js';
import { count } from './start/format.js';

await main('deduplicate', { rows: 3_000_000 }, ({ rows }) => {
  const ids = makeIds(rows);
  const distinct = compare(`The different ones among ${count(rows)} ids`, {
    Set: () => BigUint64Array.from(new Set(ids)),
    tophash: () => distinctWithColumns(ids),
  });
  console.log(`\n  ${count(distinct.length)} are different`);
});

function distinctWithColumns(ids) {
  const rows = Uint32Array.from(ids.keys());
  // The last row that sets a key wins. From the end to the beginning, that is the row where it is first.
  const rowOf = new GoMap('u64', 'u32');
  rowOf.setAll(ids.slice().reverse(), rows.slice().reverse());
  const first = rowOf.getAll(ids);
  const distinct = new BigUint64Array(rowOf.size);
  rowOf.dispose();
  // In halves, because a bigint would have to be made for every id.
  const [from, to] = [halvesOf(ids), halvesOf(distinct)];
  for (let row = 0, n = 0; row < ids.length; row += 1) {
    if (first[row] === row) {
      to[2 * n] = from[2 * row];
      to[2 * n + 1] = from[2 * row + 1];
      n += 1;
    }
  }
  return distinct;
}

function halvesOf(ids) {
  return new Uint32Array(ids.buffer, ids.byteOffset, ids.length * 2);
}

/** Ids as they are handed out in many places, of which some come more than once. */
function makeIds(rows) {
  const random = randomNumbers(3);
  const ids = new BigUint64Array(rows);
  const halves = halvesOf(ids);
  for (let i = 0; i < rows; i += 1) {
    // One of the rows before, or a new one.
    const same = random() < 0.4 ? Math.floor(random() * i) : i;
    halves[2 * i] = same < i ? halves[2 * same] : random() * 2 ** 32;
    halves[2 * i + 1] = same < i ? halves[2 * same + 1] : random() * 2 ** 32;
  }
  return ids;
}
