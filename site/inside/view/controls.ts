// The controls: keys to type, what the map can be made to do by itself, and the pace of that.

import { html, nothing } from 'lit-html';
import type { Key, Kind } from '../kinds.js';
import type { PageState } from '../page-state.js';
import { PACES, type Pace } from '../player.js';

const MOST_SHOWN = 60;

export function controlsView(state: PageState) {
  return html`${writing(state)} ${demonstrations(state)} ${iterating(state)}`;
}

function writing(state: PageState) {
  const typed = (name: string) => (document.getElementById(name) as HTMLInputElement).value;
  const insert = (event: Event) => {
    event.preventDefault();
    state.insert(typed('key'), typed('value'));
  };
  const { kind } = state.lab;
  return html`<form class="panel" @submit=${insert} aria-label="Read and write the map">
    <label class="wide"
      >Keys and values
      <select id="kind" @change=${(event: Event) => state.reset((event.target as HTMLSelectElement).value as Kind)}>
        <option value="string" ?selected=${kind === 'string'}>string to u32</option>
        <option value="u32" ?selected=${kind === 'u32'}>u32 to u32</option>
      </select>
    </label>
    <label>Key <input id="key" value="mango" autocomplete="off" spellcheck="false" aria-describedby="complaint" /></label>
    <label>Value <input id="value" value="4" inputmode="numeric" autocomplete="off" aria-describedby="complaint" /></label>
    <div class="buttons wide">
      <button class="primary" id="insert">Insert</button>
      <button type="button" id="look-up" @click=${() => state.lookUp(typed('key'))}>Look up</button>
      <button type="button" id="delete" @click=${() => state.delete(typed('key'))}>Delete</button>
    </div>
    <p class="complaint wide" id="complaint" role="alert">${state.complaint}</p>
  </form>`;
}

function demonstrations(state: PageState) {
  const { player, lab } = state;
  return html`<div class="panel" role="group" aria-label="Demonstrations">
    <div class="buttons wide">
      <button id="thousand" @click=${() => state.insertThousand()}>A thousand inserts</button>
      <button id="collide" @click=${() => state.collide()}>Keys that collide</button>
      <button id="same-size" @click=${() => state.growSameSize()}>Same-size growth</button>
      <button id="empty" @click=${() => state.reset(lab.kind)}>Empty map</button>
    </div>
    <fieldset class="paces wide">
      <legend>Pace</legend>
      ${(Object.keys(PACES) as Pace[]).map(
        (pace) =>
          html`<label><input type="radio" name="pace" value=${pace} .checked=${player.pace === pace} @change=${() => state.setPace(pace)} /><span>${pace}</span></label>`,
      )}
    </fieldset>
    <div class="buttons wide">
      ${
        player.paused
          ? html`<button id="resume" @click=${() => player.resume()}>Go on</button>`
          : html`<button id="pause" ?disabled=${!player.playing} @click=${() => player.pause()}>Pause</button>`
      }
      <button id="step" ?disabled=${!player.playing} @click=${() => (player.paused ? player.step() : player.pause())}>
        Step
      </button>
    </div>
  </div>`;
}

function iterating(state: PageState) {
  const { iteration } = state.lab;
  const over = iteration === undefined || iteration.done;
  return html`<div class="panel" role="group" aria-label="Iteration">
    <div class="buttons wide">
      <button id="iterate" @click=${() => state.startIteration()}>Start an iteration</button>
      <button id="next-entry" ?disabled=${over} @click=${() => state.nextEntry()}>Next entry</button>
      <button id="finish-iteration" ?disabled=${over} @click=${() => state.finishIteration()}>To the end</button>
    </div>
    ${
      iteration === undefined
        ? nothing
        : html`<p class="quiet wide">Shown so far: <span id="shown">${shownText(iteration.shown)}</span>.
            ${iteration.done ? 'Over.' : 'Write to the map meanwhile, if you like.'}</p>`
    }
  </div>`;
}

/** The last of the keys that an iteration has shown. */
function shownText(keys: Key[]): string {
  const more = keys.length > MOST_SHOWN ? '…, ' : '';
  return more + keys.slice(-MOST_SHOWN).join(', ') || 'nothing';
}
