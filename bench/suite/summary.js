// What a run prints at its end.

import Table from 'cli-table3';
import { namesOf } from '../report/names.js';
import { size as sizeText, spreadText, time, times } from '../report/numbers.js';
import { tablesOf } from '../report/tables.js';

export function printSummary(results, things) {
  const names = namesOf(things);
  const { machine, engines, rounds, commit } = results.about;
  const versions = Object.values(engines).join(', ');
  console.log(`${machine.cpu}, ${machine.cores} cores; ${versions}; ${rounds} rounds; ${commit}`);
  for (const { engine, title, unit, columns, lines } of tablesOf(results, names)) {
    console.log(`\n${title}, time of one ${unit} (${engines[engine]})`);
    const head = ['keys', 'contestant', ...columns.map(columnText)];
    const colAligns = head.map((_, i) => (i < 2 ? 'left' : 'right'));
    const table = new Table({ head, colAligns, style: { head: [], border: [], compact: true } });
    for (const { keys, contestant, cells } of lines) {
      table.push([keys, names.contestants[contestant].title, ...cells.map(cellText)]);
    }
    console.log(table.toString());
  }
}

function columnText({ size, variant }) {
  return variant === undefined ? sizeText(size) : `${sizeText(size)}, ${variant}`;
}

function cellText(cell) {
  if (cell === undefined) return '';
  const { wrong, failed, ns, figure, ratio } = cell;
  if (wrong) return 'WRONG';
  if (failed) return 'failed';
  return [time(ns), spreadText(figure), ratio && times(ratio)].filter(Boolean).join(' ');
}
