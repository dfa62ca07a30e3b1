// Counts the k-mers of DNA: every piece of k bases of the sequences of a FASTA file, packed into a number
// with two bits a base. The result is the spectrum that tells errors of reading, which occur once, from
// what is in the genome: how many different k-mers occur once, twice, and so on.
//
//   node examples/k-mers.js [--bases 5000000] [--k 21]

import { GoMap } from 'tophash';
import { compare, main } from './jobs/compare.js';
import { randomNumbers } from './jobs/random.js';
import { count } from './start/format.js';
import { Problem } from './start/problem.js';

/** K-mers of a column: few enough to stay in the cache. */
const ROWS = 8192;
/** The longest list of a spectrum. */
const MOST = 12;

/** A, C, G and T in either case are 0 to 3; a line break goes unseen; what else there is ends a sequence. */
const BASES = new Uint8Array(256).fill(5);
for (const [i, pair] of ['Aa', 'Cc', 'Gg', 'Tt'].entries()) {
  for (const letter of pair) BASES[letter.charCodeAt(0)] = i;
}
const BREAK = 4;
BASES[10] = BREAK;
BASES[13] = BREAK;
const HEADER = '>'.charCodeAt(0);

await main('k-mers', { bases: 5_000_000, k: 21 }, ({ bases, k }) => {
  if (k < 2 || k > 26) throw new Problem(`--k needs a whole number from 2 to 26, not '${k}'`);
  const fasta = makeFasta(bases);
  console.log(`FASTA of ${count(fasta.length)} bytes, k = ${k}`);
  const spectrum = compare('The spectrum of k-mers', {
    Map: () => spectrumWithMap(fasta, k),
    tophash: () => spectrumWithColumns(fasta, k),
  });
  console.log();
  for (const [times, kmers] of spectrum.entries()) {
    if (kmers > 0) console.log(`  ${count(kmers).padStart(12)} occur ${times} times`);
  }
});

/** Numbers of up to 52 bits are keys of a native Map as well as bigints, and faster. */
function spectrumWithMap(fasta, k) {
  const counts = new Map();
  eachKmer(fasta, k, (low, high) => {
    const kmer = high * 2 ** 32 + low;
    counts.set(kmer, (counts.get(kmer) ?? 0) + 1);
  });
  return spectrumOf(counts.values());
}

/** The halves of 64-bit keys are written as they come: no bigint is ever made. */
function spectrumWithColumns(fasta, k) {
  const counts = new GoMap('u64', 'u32');
  const column = new BigUint64Array(ROWS);
  const halves = new Uint32Array(column.buffer);
  let rows = 0;
  eachKmer(fasta, k, (low, high) => {
    halves[2 * rows] = low;
    halves[2 * rows + 1] = high;
    rows += 1;
    if (rows === ROWS) {
      counts.addAll(column, 1);
      rows = 0;
    }
  });
  counts.addAll(column.subarray(0, rows), 1);
  const { values } = counts.columns();
  counts.dispose();
  return spectrumOf(values);
}

function spectrumOf(counts) {
  const spectrum = new Array(MOST + 1).fill(0);
  for (const n of counts) spectrum[Math.min(n, MOST)] += 1;
  return spectrum;
}

/** Calls `f` with the low 32 bits of every k-mer and those above them. */
function eachKmer(fasta, k, f) {
  // In the two numbers, the last 16 bases and those before them.
  const lowMask = k < 16 ? 2 ** (2 * k) - 1 : 0xffffffff;
  const highMask = k > 16 ? 2 ** (2 * (k - 16)) - 1 : 0;
  let low = 0;
  let high = 0;
  let known = 0;
  for (let i = 0; i < fasta.length; i += 1) {
    const base = BASES[fasta[i]];
    if (base < BREAK) {
      high = ((high << 2) | (low >>> 30)) & highMask;
      low = (((low << 2) | base) & lowMask) >>> 0;
      known += 1;
      if (known >= k) f(low, high);
    } else if (base !== BREAK) {
      known = 0;
      if (fasta[i] === HEADER) i = endOfLine(fasta, i);
    }
  }
}

function endOfLine(fasta, from) {
  const end = fasta.indexOf(10, from);
  return end < 0 ? fasta.length : end;
}

/**
 * Reads of 150 bases from a genome that holds each base about ten times over, with an error in 500
 * bases and now and then a base that could not be read.
 */
function makeFasta(bases) {
  const random = randomNumbers(2);
  const letter = () => 'ACGT'[Math.floor(random() * 4)];
  const length = 150;
  const genome = Array.from({ length: Math.max(length, Math.ceil(bases / 10)) }, letter).join('');
  const records = [];
  for (let n = 0; n * length < bases; n += 1) {
    const from = Math.floor(random() * (genome.length - length + 1));
    const read = genome.slice(from, from + length).split('');
    while (random() < 0.25) read[Math.floor(random() * length)] = random() < 0.1 ? 'N' : letter();
    const text = read.join('');
    records.push(`>read${n}\n${text.slice(0, 80)}\n${text.slice(80)}\n`);
  }
  return Buffer.from(records.join(''));
}
