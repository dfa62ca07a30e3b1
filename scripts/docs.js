// Puts dumps of real maps into docs/how-it-works.md, after each `<!-- dump NAME -->`.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GoMap, inspect } from 'tophash';

const page = fileURLToPath(new URL('../docs/how-it-works.md', import.meta.url));

const MARKS = {
  emptyRest: '··',
  emptyOne: '--',
  evacuatedX: '→X',
  evacuatedY: '→Y',
  evacuatedEmpty: '→·',
};

function cell({ tophash, state, key, elem }) {
  if (state !== 'live') return MARKS[state];
  return `${tophash.toString(16).padStart(2, '0')} ${key}:${elem}`;
}

function cells(row) {
  return row.map(cell).join(' | ');
}

function array(title, buckets) {
  const lines = buckets.flatMap((bucket) => [
    `${title}[${bucket.index}]`.padEnd(15) + cells(bucket.cells),
    ...bucket.overflow.map((row) => '  +'.padEnd(15) + cells(row)),
  ]);
  return lines.map((line) =>
    line.replace(/( \| ··)+$/, (rest) => (rest.length > 10 ? ' | …' : rest)),
  );
}

function dump(map) {
  const { header, buckets, oldBuckets, growth } = inspect(map);
  const parts = [`count ${header.count}`, `B ${header.B}`, `noverflow ${header.noverflow}`];
  if (growth) parts.push(`nevacuate ${growth.evacuated} of ${growth.of}`);
  return [
    parts.join(', '),
    ...(buckets.length ? array('buckets', buckets) : ['buckets        none']),
    ...(oldBuckets ? array('oldbuckets', oldBuckets) : []),
  ].join('\n');
}

function numbers(count, seed = 1n) {
  const map = new GoMap('u32', 'u32', { seed });
  for (let i = 1; i <= count; i += 1) map.set(i, i * 10);
  return map;
}

/** The first map of this size, by seed, that has an overflow bucket. */
function overflowing(count) {
  for (let seed = 1n; ; seed += 1n) {
    const map = numbers(count, seed);
    if (map.stats().overflow > 0 && !map.stats().growing) return map;
    map.dispose();
  }
}

const DUMPS = {
  empty: () => numbers(0),
  'one-bucket': () => {
    const map = new GoMap('string', 'u32', { seed: 1n });
    return map.set('apple', 5).set('banana', 3).set('cherry', 7);
  },
  'four-buckets': () => numbers(20),
  overflow: () => overflowing(26),
  growing: () => numbers(27),
  evacuating: () => numbers(28),
  deleted: () => {
    const map = numbers(6);
    map.delete(2);
    map.delete(3);
    map.delete(6);
    return map;
  },
};

const text = readFileSync(page, 'utf8').replace(
  /<!-- dump ([\w-]+) -->\n(?:\n```text\n[^`]*```\n)?/g,
  (_, name) => `<!-- dump ${name} -->\n\n\`\`\`text\n${dump(DUMPS[name]())}\n\`\`\`\n`,
);
writeFileSync(page, text);
