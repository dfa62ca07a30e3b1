// Two maps that did the same work must have found the same. If not, one of them is wrong, and no
// time that it took means anything.

/**
 * Throws unless all `results`, by the names of those who found them, are the same in `fields`.
 */
export function checkAgreement(work, fields, results) {
  const [[first, expected], ...others] = Object.entries(results);
  for (const field of fields) {
    for (const [name, result] of others) {
      const [a, b] = [JSON.stringify(expected[field]), JSON.stringify(result[field])];
      if (a === undefined || a !== b) {
        throw new Error(`${work}: ${first} and ${name} disagree about ${field}: ${a} and ${b}`);
      }
    }
  }
}
