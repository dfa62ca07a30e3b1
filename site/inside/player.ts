// Plays a demonstration at the pace that the visitor chooses: as a timer, paused, or a step at a time.

import type { Demonstration } from './demonstrations.js';

/** Milliseconds between two operations, and how many come at once. */
export const PACES = {
  slow: { pause: 1100, burst: 1 },
  steady: { pause: 220, burst: 1 },
  fast: { pause: 30, burst: 1 },
  'at once': { pause: 0, burst: 50 },
} as const;

export type Pace = keyof typeof PACES;

export class Player {
  pace: Pace = 'steady';
  paused = false;
  #playing: Demonstration | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #changed: () => void;

  /** Calls `changed` after whatever is to be seen. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get playing(): boolean {
    return this.#playing !== undefined;
  }

  /** Plays `demonstration` in the place of what was playing. */
  play(demonstration: Demonstration): void {
    this.stop();
    this.#playing = demonstration;
    this.paused = false;
    this.#tick(1);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#playing = undefined;
  }

  pause(): void {
    this.paused = true;
    clearTimeout(this.#timer);
    this.#changed();
  }

  resume(): void {
    this.paused = false;
    this.#tick(1);
  }

  /** A single operation of what is paused. */
  step(): void {
    this.#tick(1);
  }

  #tick(burst: number): void {
    clearTimeout(this.#timer);
    for (let i = 0; i < burst && this.#playing !== undefined; i += 1) {
      if (this.#playing.next().done) this.#playing = undefined;
    }
    if (this.#playing !== undefined && !this.paused) {
      const { pause, burst } = PACES[this.pace];
      this.#timer = setTimeout(() => this.#tick(burst), pause);
    }
    this.#changed();
  }
}
