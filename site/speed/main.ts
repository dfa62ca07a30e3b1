// The page "Speed": measures the selection, and shows the pauses of growth, in this browser.

import { html, render } from 'lit-html';
import { SIGNS } from '../../bench/report/looks.js';
import { figuresView } from './figures.js';
import { measure, type Progress } from './measure.js';
import { pausesChart } from './pauses-chart.js';
import { type Lane, raceDuration, raceView, recordRace } from './race.js';
import { PLANS, type PlanName } from './selection.js';

const byId = (id: string) => document.getElementById(id) as HTMLElement;
const chosen = (id: string) => (byId(id) as HTMLSelectElement).value;

function message(error: unknown): string {
  return error instanceof Error && error.name === 'AbortError' ? 'Stopped.' : `It failed: ${error}`;
}

// The selection.

let stop: AbortController | undefined;

function showProgress({ done, of }: Progress): void {
  render(
    html`<progress max=${of} value=${done} aria-label="Figures measured"></progress>
      <p class="quiet" role="status">${done === of ? `All ${of} figures are measured.` : `${done} of ${of} figures.`}</p>`,
    byId('progress'),
  );
}

async function run(): Promise<void> {
  stop = new AbortController();
  byId('run').textContent = 'Stop';
  const { clientWidth } = byId('figures');
  try {
    await measure(PLANS[chosen('plan') as PlanName], stop.signal, (progress) => {
      showProgress(progress);
      render(figuresView(progress.rows, clientWidth), byId('figures'));
    });
  } catch (error) {
    render(html`<p role="status">${message(error)}</p>`, byId('progress'));
  } finally {
    stop = undefined;
    byId('run').textContent = 'Measure again';
  }
}

byId('run').addEventListener('click', () => {
  if (stop === undefined) run();
  else stop.abort();
});

// The growth-pause picture.

const calm = matchMedia('(prefers-reduced-motion: reduce)');
let lanes: Lane[] | undefined;
let frame = 0;

function play(): void {
  if (lanes === undefined) return;
  cancelAnimationFrame(frame);
  const shown = lanes;
  const end = raceDuration(shown);
  const slowness = Number(chosen('slowness'));
  const start = performance.now();
  const draw = (now: number) => {
    const ms = calm.matches ? end : Math.max(0, now - start) / slowness;
    render(raceView(shown, ms), byId('race'));
    if (ms < end) frame = requestAnimationFrame(draw);
  };
  draw(start);
}

async function race(): Promise<void> {
  const button = byId('record') as HTMLButtonElement;
  button.disabled = true;
  render(html`<p role="status" class="quiet">Both maps are being filled…</p>`, byId('race'));
  try {
    lanes = await recordRace(2 ** Number(chosen('log-entries')));
    render(
      html`<ul class="keys">
          ${lanes.map(({ title, contestant }) => html`<li><span aria-hidden="true">${contestant === 'go-map' ? SIGNS.circle : SIGNS.triangle}</span> ${title}</li>`)}
        </ul>
        ${pausesChart(lanes, byId('pauses').clientWidth)}`,
      byId('pauses'),
    );
    play();
  } catch (error) {
    render(html`<p role="status">${message(error)}</p>`, byId('race'));
  } finally {
    button.disabled = false;
    button.textContent = 'Fill them again';
    render(html`<button id="replay" @click=${play}>Play again</button>`, byId('replay-place'));
  }
}

byId('record').addEventListener('click', race);
byId('slowness').addEventListener('change', play);
