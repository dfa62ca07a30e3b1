// The page "Inside": a map that lives in this page, and its memory as `inspect` shows it.

import { render } from 'lit-html';
import { inspect } from 'tophash';
import { PageState } from './page-state.js';
import { withFlights } from './view/flights.js';
import { labView } from './view/lab.js';

const root = document.getElementById('lab') as HTMLElement;

const state = new PageState(() => {
  withFlights(root, () => render(labView(state), root));
});

root.replaceChildren();
state.goTo(0);

declare global {
  interface Window {
    /** For whoever is curious, at the console, and for the tests: the map and what the package says of it. */
    tophash: { readonly map: unknown; inspect: typeof inspect };
  }
}

window.tophash = {
  get map() {
    return state.lab.map;
  },
  inspect,
};
