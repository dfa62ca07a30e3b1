// The index of the search: every section of every document and page of the reference. The page of the search
// loads it, and no other page does.

import MiniSearch from 'minisearch';
import { OPTIONS } from '../search/options.js';

const EXCERPT = 180;

export function searchIndex(pages) {
  const index = new MiniSearch(OPTIONS);
  for (const { path, title, sections } of pages) {
    for (const [i, { id, heading, text }] of sections.entries()) {
      if (heading === '' && text === '') continue;
      const url = id === '' ? path : `${path}#${id}`;
      index.add({ id: `${path} ${i}`, url, title, heading, text, excerpt: text.slice(0, EXCERPT) });
    }
  }
  return JSON.stringify(index);
}
