// The page "Which map?": three questions, and an answer that changes with every choice.

import { html, nothing, render } from 'lit-html';
import { advise } from './advice.js';
import { type Answers, QUESTIONS } from './questions.js';

const root = document.getElementById('which') as HTMLElement;
const answers: Partial<Answers> = {};
/** The code that was copied last. */
let copied = '';

function choose(name: keyof Answers, value: string): void {
  Object.assign(answers, { [name]: value });
  show();
}

function show(): void {
  const complete = QUESTIONS.every(({ name }) => answers[name] !== undefined);
  render(
    html`<form class="questions">
        ${QUESTIONS.map(
          ({ name, title, options }) =>
            html`<fieldset>
              <legend>${title}</legend>
              ${(options as readonly [string, string][]).map(
                ([value, text]) =>
                  html`<label
                    ><input type="radio" name=${name} value=${value} @change=${() => choose(name, value)} /><span
                      >${text}</span
                    ></label
                  >`,
              )}
            </fieldset>`,
        )}
      </form>
      <div role="status">${complete ? adviceView(answers as Answers) : nothing}</div>`,
    root,
  );
}

function adviceView(given: Answers) {
  const { map, why, code, docs } = advise(given);
  return html`<section class="advice" data-map=${map}>
    <h2>${map === 'Map' ? 'Keep Map' : html`Take <code>${map}</code>`}</h2>
    <p>${why} <a href=${docs}>More about it</a></p>
    <pre class="code" tabindex="0"><code>${code}</code></pre>
    <button type="button" id="copy" @click=${() => copy(code)}>
      ${copied === code ? 'Copied' : 'Copy the code'}
    </button>
  </section>`;
}

async function copy(code: string): Promise<void> {
  await navigator.clipboard.writeText(code);
  copied = code;
  show();
}

root.replaceChildren();
show();
