// The tour: the step one is at, its line of the program, and where it is explained.

import { html } from 'lit-html';
import type { PageState } from '../page-state.js';
import { TOUR, type TourStep } from '../tour.js';

export function tourView(state: PageState) {
  const { tourStep } = state;
  if (tourStep === undefined) {
    return html`<h2 id="tour-title">Your own map</h2>
      <p>The tour waits. Its ten steps begin with an empty map again.</p>
      <div class="buttons"><button class="primary" id="tour-start" @click=${() => state.goTo(0)}>Take the tour</button></div>`;
  }
  const { title, go, js, text, docs, source } = TOUR[tourStep] as TourStep;
  return html`
    <p class="eyebrow">Step ${tourStep + 1} of ${TOUR.length}</p>
    <h2 id="tour-title">${title}</h2>
    <pre class="program" tabindex="0" aria-label="The line of the program"><code><span class="language">Go</span> ${go}
<span class="language">JS</span> ${js}</code></pre>
    <p>${text}</p>
    <div class="buttons">
      <button id="tour-back" ?disabled=${tourStep === 0} @click=${() => state.goTo(tourStep - 1)}>Back</button>
      <button
        class="primary"
        id="tour-next"
        ?disabled=${tourStep === TOUR.length - 1}
        @click=${() => state.goTo(tourStep + 1)}
      >
        Next
      </button>
      <span class="links"><a id="tour-docs" href=${docs}>Explained</a> <a id="tour-source" href=${source}>Source</a></span>
    </div>
    <ol class="dots" aria-label="Steps of the tour">
      ${TOUR.map(
        ({ title }, i) =>
          html`<li><button
            aria-label=${`Step ${i + 1}: ${title}`}
            aria-current=${i === tourStep ? 'step' : 'false'}
            @click=${() => state.goTo(i)}
          ></button></li>`,
      )}
    </ol>
  `;
}
