// Part two: counts the words of the files where they lie in the bytes, with one call for each piece of
// text, and shows what came out and what the table has become.

import { GoMap } from 'tophash';
import { bytes, count, duration, heading, percent, plural, shorten, table } from './format.js';
import { readPieces } from './pieces.js';
import { progress } from './progress.js';
import { tally } from './tally.js';
import { WordViews } from './word-views.js';

const MOST_LINES = 20;
const LONGEST = 24;

/** Returns the `tally` of the words, with the number of `bytes` that were read. */
export async function wordCount({ files, packages, total }) {
  heading('2  Counting words');
  if (packages) showPackages(packages);
  else showFiles(files);
  console.log(`\n  ${plural(files.length, 'file')}, ${count(total)} bytes\n`);

  const counts = new GoMap('string', 'u32');
  const start = performance.now();
  const read = await countWords(files, total, counts);
  const time = performance.now() - start;
  const counted = { ...tally(counts), bytes: read };
  showTop(counted);
  showTable(counted, counts.stats(), time);
  counts.dispose();
  return counted;
}

async function countWords(files, total, counts) {
  const bar = progress('counting words', total);
  const words = new WordViews();
  let read = 0;
  try {
    for await (const piece of readPieces(files)) {
      counts.addAll(words.cut(piece), 1);
      read += piece.length;
      bar.add(piece.length);
    }
  } finally {
    bar.stop();
  }
  return read;
}

function showPackages(packages) {
  console.log('  Markdown and type declarations of the development dependencies:\n');
  table({
    align: ['left', 'right', 'right'],
    rows: packages.map((p) => [p.name, plural(p.files, 'file'), bytes(p.bytes)]),
  });
}

function showFiles(files) {
  for (const path of files.slice(0, MOST_LINES)) console.log(`  ${shorten(path, 76)}`);
  if (files.length > MOST_LINES) console.log(`  and ${files.length - MOST_LINES} more`);
}

function showTop({ top, total }) {
  if (top.length === 0) return;
  table({
    head: ['', 'word', 'count', 'share'],
    align: ['right', 'left', 'right', 'right'],
    rows: top.map(([word, n], i) => [i + 1, shorten(word, LONGEST), count(n), percent(n / total)]),
  });
  console.log();
}

function showTable({ total, distinct }, stats, time) {
  table({
    align: ['left', 'right', 'left'],
    rows: [
      ['words', count(total), `in ${duration(time)}, reading and cutting included`],
      ['distinct words', count(distinct), ''],
      ['buckets', count(stats.buckets), `of 8 cells: B is ${stats.B}`],
      ['overflow buckets', count(stats.overflow), ''],
      ['load factor', stats.loadFactor.toFixed(2), 'entries a bucket; above 6.5 it grows'],
      ['growths', count(stats.growths), stats.growing ? 'the last one is under way' : ''],
      ['memory of the map', bytes(stats.bytes), `of a heap of ${bytes(stats.heapBytes)}`],
    ],
  });
}
