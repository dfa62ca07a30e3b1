// What the visitor sees and has chosen, beside the map itself; and what every control does.

import {
  collisions,
  type Demonstration,
  growth,
  inserts,
  iteration,
  sameSizeGrowth,
} from './demonstrations.js';
import { type Kind, parseKey, parseU32 } from './kinds.js';
import { Lab } from './lab.js';
import { type Pace, Player } from './player.js';
import type { ArrayName, Step } from './probe.js';
import { prepareStep, TOUR, type TourStep } from './tour.js';

/** The bucket whose bytes are shown. */
export interface Pointed {
  array: ArrayName;
  index: number;
}

const THOUSAND = 1000;
/** What a probe waits between two steps, in milliseconds. */
const PROBE_PAUSE = 900;

export class PageState {
  readonly lab = new Lab();
  readonly player: Player;
  /** The step of the tour, or undefined when the visitor has gone ways of their own. */
  tourStep: number | undefined;
  pointed: Pointed = { array: 'buckets', index: 0 };
  /** The step of the probe that is shown. */
  probeStep = 0;
  /** What is wrong with the key or value that was typed. */
  complaint = '';
  readonly #changed: () => void;
  #probing: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.player = new Player(changed);
  }

  get shownStep(): Step | undefined {
    return this.lab.probe?.steps[this.probeStep];
  }

  goTo(step: number): void {
    this.#stop();
    prepareStep(this.lab, step);
    this.lab.forget();
    this.tourStep = step;
    this.player.play((TOUR[step] as TourStep).run(this.lab));
    if (this.lab.probe !== undefined) this.showProbe(0, true);
  }

  point(pointed: Pointed): void {
    const { array, index } = this.pointed;
    if (array === pointed.array && index === pointed.index) return;
    this.pointed = pointed;
    this.#changed();
  }

  insert(keyText: string, valueText: string): void {
    const value = parseU32(valueText);
    if (value === undefined) this.#complain('A value is an integer below 4,294,967,296.');
    else this.#withKey(keyText, (key) => this.lab.set(key, value));
  }

  delete(keyText: string): void {
    this.#withKey(keyText, (key) => this.lab.delete(key));
  }

  lookUp(keyText: string): void {
    this.#withKey(keyText, (key) => {
      this.lab.lookUp(key);
      this.showProbe(0, true);
    });
  }

  reset(kind: Kind): void {
    this.#own();
    this.lab.reset(kind);
    this.#changed();
  }

  startIteration(): void {
    this.#own();
    this.lab.iterate();
    this.#changed();
  }

  nextEntry(): void {
    this.#own();
    this.lab.nextEntry();
    this.#changed();
  }

  finishIteration(): void {
    this.#demonstrate(iteration(this.lab));
  }

  insertThousand(): void {
    this.#demonstrate(inserts(this.lab, THOUSAND));
  }

  collide(): void {
    this.#demonstrate(collisions(this.lab));
  }

  growSameSize(): void {
    this.#demonstrate(sameSizeGrowth(this.lab));
  }

  /** In the tour, too: its last step asks for it. */
  stepGrowth(): void {
    this.player.stop();
    this.lab.stepGrowth();
    this.#changed();
  }

  finishGrowth(): void {
    this.player.play(growth(this.lab));
  }

  setPace(pace: Pace): void {
    this.player.pace = pace;
    this.#changed();
  }

  /** Shows a step of the probe, and the ones after it by and by if `running`. */
  showProbe(step: number, running = false): void {
    clearTimeout(this.#probing);
    const { probe } = this.lab;
    if (probe === undefined) return;
    this.probeStep = Math.max(0, Math.min(step, probe.steps.length - 1));
    const shown = this.shownStep;
    if (shown !== undefined && 'place' in shown) {
      this.pointed = { array: shown.place.array, index: shown.place.index };
    }
    if (running && this.probeStep < probe.steps.length - 1) {
      this.#probing = setTimeout(() => this.showProbe(step + 1, true), PROBE_PAUSE);
    }
    this.#changed();
  }

  #withKey(text: string, act: (key: string | number) => void): void {
    const key = parseKey(this.lab.kind, text);
    if (key === undefined) {
      this.#complain('A key of kind u32 is an integer below 4,294,967,296.');
      return;
    }
    this.#own();
    this.complaint = '';
    act(key);
    this.#changed();
  }

  #complain(text: string): void {
    this.complaint = text;
    this.#changed();
  }

  #demonstrate(demonstration: Demonstration): void {
    this.#own();
    this.player.play(demonstration);
  }

  /** From here on the visitor goes ways of their own. */
  #own(): void {
    this.#stop();
    this.tourStep = undefined;
  }

  #stop(): void {
    this.player.stop();
    clearTimeout(this.#probing);
    this.probeStep = 0;
  }
}
