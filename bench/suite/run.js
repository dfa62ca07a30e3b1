// Runs a plan: rounds of the contestants of each group in turn, noise noticed, everything kept in a journal.

import { ATTEMPTS, isNoisy, probe } from './noise.js';
import { cellId, guess, isRowOf, rowOf } from './plan.js';
import { Estimate } from './progress.js';

/** The rounds of all groups in the order in which they are measured. */
export function schedule(groups, rounds) {
  return groups.flatMap((group) =>
    Array.from({ length: rounds }, (_, round) => round).flatMap((round) =>
      group.contestants.map((contestant) => ({
        group,
        contestant,
        round,
        id: cellId(group, contestant),
      })),
    ),
  );
}

/** Measures a cell once: its rows, with what its sizes lack if it broke off. */
async function measure(engine, { group, contestant }) {
  const { workload, kind, sizes, variants, rows, time } = group;
  const cell = { contestant, workload, kind, sizes, variants, rows, time };
  const found = [];
  const trouble = await engine.measure(cell, (row) => found.push(row));
  if (trouble !== undefined) {
    for (const size of sizes) {
      for (const variant of variants) {
        const there = found.some((row) => isRowOf(row, size, variant));
        if (!there) found.push({ ...rowOf(size, variant), failed: trouble });
      }
    }
  }
  return found;
}

/** Measures a cell, and again while the machine is noisy. Of noisy attempts the quietest counts. */
async function measureQuietly(engine, cell, probes) {
  let best;
  for (let attempt = 0; attempt <= ATTEMPTS; attempt += 1) {
    const before = probe();
    const rows = await measure(engine, cell);
    const around = [before, probe()];
    probes.push(...around);
    if (!isNoisy(around, probes)) return { rows };
    const noise = Math.max(...around);
    if (best === undefined || noise < best.noise) best = { rows, noise };
  }
  return { rows: best.rows, noisy: true };
}

/**
 * Measures what the journal lacks. `engines` are open engines by name; `show(done, seconds left, what)` is
 * told how far it is, `log(line)` what is worth a line. When `isOver()`, the cell under way does not count.
 */
export async function run({ groups, rounds, engines, journal, show, log, isOver = () => false }) {
  const cells = schedule(groups, rounds);
  const estimate = new Estimate(cells.map(({ group, id }) => [id, guess(group, group.rows)]));
  const probes = Array.from({ length: 15 }, probe);
  for (const [done, cell] of cells.entries()) {
    const { group, contestant, round, id } = cell;
    const what = `${group.engine}: ${group.workload}, ${group.kind}, ${contestant}`;
    if (isOver()) return;
    if (journal.get(id, round)) continue;
    const left = cells.slice(done).filter((other) => !journal.get(other.id, other.round));
    show(done, estimate.seconds(left.map((other) => other.id)), what);
    const start = performance.now();
    const entry = await measureQuietly(engines[group.engine], cell, probes);
    // Who interrupts a run from the keyboard ends the process of its cell as well.
    if (isOver()) return;
    estimate.took(id, (performance.now() - start) / 1000);
    journal.add(id, round, entry);
    for (const { size, wrong, failed } of entry.rows) {
      if (wrong) log(`WRONG: ${what}, ${size}: ${wrong}`);
      if (failed) log(`failed: ${what}, ${size}: ${failed}`);
    }
    if (entry.noisy) log(`noisy: ${what}, round ${round + 1}`);
  }
  show(cells.length, 0, 'done');
}
