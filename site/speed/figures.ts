// The charts of what was measured, drawn as the report of the suite draws them, each with its table.

import { html } from 'lit-html';
import { overSize } from '../../bench/report/charts.js';
import { namesOf } from '../../bench/report/names.js';
import { picture } from '../../bench/report/picture.js';
import { contestants, kinds, workloads } from './catalogue.js';
import type { Row } from './measure.js';
import { FIGURES } from './selection.js';

const names = namesOf({ contestants, workloads, kinds });

/** What the charts want to know of a machine, and a page does not. */
const ABOUT = { machine: { caches: [] }, engines: { browser: 'this browser' } };

/** A figure for each workload that has rows. */
export function figuresView(rows: Row[], width: number) {
  return FIGURES.map(({ workload, kind }) => {
    const where = { engine: 'browser', workload, keys: kind };
    const chart = overSize({ about: ABOUT, rows }, names, where);
    if (chart === undefined) return undefined;
    const { title, draw, table } = chart;
    const drawing = draw?.({ width, height: 280 });
    if (drawing) picture(drawing, `${title}. The table below has its figures.`);
    return html`<figure data-workload=${workload}>
      <h3>${title}</h3>
      ${drawing} ${tableView(table, title)}
    </figure>`;
  });
}

function tableView({ head, rows }: { head: string[]; rows: string[][] }, title: string) {
  const [, ...sizes] = head;
  return html`<div class="scroll" tabindex="0">
    <table class="figures" aria-label=${title}>
      <thead>
        <tr><td></td>${sizes.map((size) => html`<th scope="col">${size}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...cells]) =>
            html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
