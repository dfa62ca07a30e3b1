// How far a run is, and how long it will take: from how long cells have taken so far, against what was
// guessed of them.

import { MultiBar, Presets } from 'cli-progress';

/** Learns how long cells take. */
export class Estimate {
  #guesses = new Map();
  #taken = new Map();

  /** Cells with the seconds that are guessed. */
  constructor(cells) {
    for (const [id, seconds] of cells) this.#guesses.set(id, seconds);
  }

  took(id, seconds) {
    this.#taken.set(id, seconds);
  }

  /** How many times as long as guessed the cells have taken. */
  get #factor() {
    let [taken, guessed] = [0, 0];
    for (const [id, seconds] of this.#taken) {
      taken += seconds;
      guessed += this.#guesses.get(id);
    }
    return guessed === 0 ? 1 : taken / guessed;
  }

  /** The seconds that cells will take: as long as before, where they were measured. */
  seconds(ids) {
    const factor = this.#factor;
    return ids.reduce(
      (sum, id) => sum + (this.#taken.get(id) ?? factor * this.#guesses.get(id)),
      0,
    );
  }
}

/** `1 h 05 min`, `4 min 10 s` or `12 s`. */
export function duration(seconds) {
  const whole = Math.round(seconds);
  const two = (n) => String(n).padStart(2, '0');
  if (whole >= 3600)
    return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
  if (whole >= 60) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${whole} s`;
}

/** A bar on the terminal; elsewhere, a line now and then. */
export class Progress {
  #bar;
  #bars;
  #total;
  #said = 0;

  constructor(total) {
    this.#total = total;
    if (!process.stderr.isTTY) return;
    this.#bars = new MultiBar(
      { format: '{bar} {percentage} % | {left} left | {what}', hideCursor: true, barsize: 24 },
      Presets.shades_classic,
    );
    this.#bar = this.#bars.create(total, 0, { left: '?', what: '' });
  }

  show(done, secondsLeft, what) {
    const left = duration(secondsLeft);
    if (this.#bar) this.#bar.update(done, { left, what });
    else if (done === this.#total || performance.now() - this.#said > 30_000) {
      this.#said = performance.now();
      process.stderr.write(`${done} of ${this.#total} cells, ${left} left: ${what}\n`);
    }
  }

  log(line) {
    if (this.#bars) this.#bars.log(`${line}\n`);
    else process.stderr.write(`${line}\n`);
  }

  stop() {
    this.#bars?.stop();
  }
}
