// The search page: what is typed is looked for in the index at once, and stands in the address, so that a
// search can be passed on.

import { html, render } from 'lit-html';
import MiniSearch, { type SearchResult } from 'minisearch';
import { OPTIONS } from './options.js';

const MOST = 30;

const input = document.getElementById('query') as HTMLInputElement;
const results = document.getElementById('results') as HTMLElement;

const index = fetch('assets/search.json')
  .then((response) => response.text())
  .then((text) => MiniSearch.loadJSON(text, OPTIONS));

async function show(): Promise<void> {
  const query = input.value.trim();
  history.replaceState(null, '', query === '' ? '?' : `?q=${encodeURIComponent(query)}`);
  const found = query === '' ? [] : (await index).search(query).slice(0, MOST);
  if (query === input.value.trim()) render(list(query, found), results);
}

function list(query: string, found: SearchResult[]) {
  if (query === '')
    return html`<p class="quiet">Type a word: <em>seed</em>, <em>encodeAll</em>, <em>snapshot</em>.</p>`;
  return html`<p role="status" class="quiet">${found.length === 0 ? 'Nothing' : found.length === MOST ? `The first ${MOST}` : found.length} found.</p>
    <ol class="found">
      ${found.map(
        ({ url, title, heading, excerpt }) =>
          html`<li><a href=${url}>${heading || title}</a> <small>${title}</small><p>${excerpt}</p></li>`,
      )}
    </ol>`;
}

input.value = new URLSearchParams(location.search).get('q') ?? '';
input.addEventListener('input', show);
await show();
