// The API reference: what typedoc makes of the docstrings as Markdown (`scripts/api.js`), as pages.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from './markdown.js';
import { linkTo } from './places.js';

/** What typedoc calls the folders, and what the navigation does; the rest is not in it. */
const FOLDERS = { classes: 'Classes', functions: 'Functions', interfaces: 'Interfaces' };

const placeOfFile = (file) =>
  `api/${file.replace(/(^|\/)README\.md$/, '$1index.html').replace(/\.md$/, '.html')}`;

/** The pages for the Markdown in `folder`. */
export function reference(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
  return files.map((file) => {
    const path = placeOfFile(file);
    const text = readFileSync(join(folder, file), 'utf8');
    const { html, headings, sections } = render(text, (href) =>
      /^[a-z]+:/.test(href)
        ? href
        : href.replace(/README\.md/, 'index.html').replace(/\.md(?=#|$)/, '.html'),
    );
    const title = headings[0]?.text ?? file;
    const main = `${navigation(path, files)}<article class="prose">${html}</article>`;
    return { path, title: `${title}, API`, main, sections };
  });
}

function navigation(path, files) {
  const groups = Object.entries(FOLDERS).map(([folder, title]) => {
    const items = files
      .filter((file) => file.startsWith(`${folder}/`))
      .map((file) => {
        const other = placeOfFile(file);
        const name = file.slice(folder.length + 1, -'.md'.length);
        const current = other === path ? ' aria-current="page"' : '';
        return `<li><a href="${linkTo(path, other)}"${current}>${name}</a></li>`;
      });
    return items.length === 0 ? '' : `<li><b>${title}</b><ul>${items.join('')}</ul></li>`;
  });
  return `<nav class="documents" aria-label="API reference"><ul>${groups.join('')}</ul></nav>`;
}
