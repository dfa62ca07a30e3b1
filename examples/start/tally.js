// What a finished count of words comes to. It goes through any map of words to numbers, so two maps
// can be compared by it.

const TOP = 10;

/** `{ distinct, total, top, checksum }`: `top` holds the ten most frequent as `[word, count]`. */
export function tally(counts) {
  let total = 0;
  let checksum = 0;
  const top = [];
  for (const entry of counts) {
    const [word, count] = entry;
    total += count;
    // A sum does not depend on the order in which a map hands out its entries.
    checksum = (checksum + Math.imul(hash(word), count)) >>> 0;
    if (top.length < TOP || before(entry, top[TOP - 1])) insert(top, entry);
  }
  return { distinct: counts.size, total, top, checksum };
}

function insert(top, entry) {
  const at = top.findIndex((other) => before(entry, other));
  top.splice(at < 0 ? top.length : at, 0, entry);
  if (top.length > TOP) top.pop();
}

/** The more frequent first, then by the alphabet. */
function before([wordA, countA], [wordB, countB]) {
  return countA !== countB ? countA > countB : wordA < wordB;
}

/** FNV-1a over the code units. */
function hash(word) {
  let h = 0x811c9dc5;
  for (let i = 0; i < word.length; i += 1) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  return h;
}
