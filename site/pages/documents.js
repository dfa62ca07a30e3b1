// The documents of the repository as pages, and the files that they lead to. Pages are `{ path, title, main,
// sections }`; what is linked to and is in the repository becomes a page, too.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { escapeHtml } from './layout.js';
import { highlight, render } from './markdown.js';
import { linkTo, placeOf } from './places.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The documents in the order of the navigation. */
const NAVIGATION = [
  ['README.md', 'Overview'],
  ['docs/go-map.md', 'GoMap'],
  ['docs/columns.md', 'Columns'],
  ['docs/wasm-map.md', 'WasmMap and WasmSet'],
  ['docs/memory.md', 'Memory'],
  ['docs/assembly.md', 'In AssemblyScript'],
  ['docs/how-it-works.md', 'How it works inside'],
  ['docs/hash.md', 'The hash'],
  ['docs/snapshot-format.md', 'Snapshots'],
  ['docs/benchmarks.md', 'Benchmarks'],
  ['assembly/README.md', 'The core'],
  ['src/README.md', 'The wrapper'],
  ['CONTRIBUTING.md', 'Contributing'],
  ['SECURITY.md', 'Security'],
  ['CHANGELOG.md', 'Changes'],
];

const isFolder = (file) => statSync(join(root, file)).isDirectory();

/** All pages of documents and sources, and the images in them. */
export function documents() {
  const pages = new Map();
  const images = new Set();
  const queue = [...NAVIGATION.map(([file]) => file), ...sources('assembly'), ...sources('src')];
  const visit = (file) => queue.push(file);
  while (queue.length > 0) {
    const file = queue.pop();
    if (pages.has(file) || images.has(file)) continue;
    if (/\.(svg|webp)$/.test(file)) images.add(file);
    else pages.set(file, pageOf(file, visit));
  }
  return { pages: [...pages.values()], images: [...images] };
}

function sources(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')));
}

function pageOf(file, visit) {
  if (file.endsWith('.md')) return documentPage(file, visit);
  return file.endsWith('/') ? folderPage(file, visit) : sourcePage(file);
}

function documentPage(file, visit) {
  const path = placeOf(file);
  const text = readFileSync(join(root, file), 'utf8');
  const { html, headings, sections } = render(text, (href) => resolve(file, href, visit));
  const title = headings[0]?.text ?? file;
  const main = `${navigation(path, headings)}<article class="prose">${html}</article>`;
  return { path, title, main, sections };
}

/** The address on the site for a link in `file`; what is in the repository is visited. */
function resolve(file, href, visit) {
  if (/^[a-z]+:|^#/.test(href)) return href;
  const [target, anchor] = href.split('#');
  let to = posix.normalize(posix.join(posix.dirname(file), target));
  if (!existsSync(join(root, to))) throw new Error(`${file} links to ${href}, which is not there`);
  if (isFolder(to)) to = `${to.replace(/\/$/, '')}/`;
  if (to.endsWith('/') && existsSync(join(root, to, 'README.md'))) to += 'README.md';
  visit(to);
  return linkTo(placeOf(file), placeOf(to)) + (anchor === undefined ? '' : `#${anchor}`);
}

/** The list of documents, in which the one at `path` has its headings. */
function navigation(path, headings) {
  const inside = headings
    .filter(({ level }) => level === 2)
    .map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`)
    .join('');
  const items = NAVIGATION.map(([file, name]) => {
    const other = placeOf(file);
    if (other !== path) return `<li><a href="${linkTo(path, other)}">${name}</a></li>`;
    const list = inside === '' ? '' : `<ul>${inside}</ul>`;
    return `<li><a href="${linkTo(path, other)}" aria-current="page">${name}</a>${list}</li>`;
  });
  return `<nav class="documents" aria-label="Documents"><ul>${items.join('')}</ul></nav>`;
}

function folderPage(folder, visit) {
  const path = placeOf(folder);
  const names = readdirSync(join(root, folder)).filter((name) => !isFolder(folder + name));
  for (const name of names) visit(folder + name);
  const items = names.map(
    (name) => `<li><a href="${linkTo(path, placeOf(folder + name))}">${escapeHtml(name)}</a></li>`,
  );
  const main = `${navigation(path, [])}<article class="prose"><h1>${folder}</h1><ul>${items.join('')}</ul></article>`;
  return { path, title: folder, main, sections: [] };
}

/** A file as it is, with an anchor where a function or class begins. */
function sourcePage(file) {
  const path = placeOf(file);
  const language = { '.ts': 'ts', '.js': 'js', '.mjs': 'js' }[extname(file)];
  const source = readFileSync(join(root, file), 'utf8');
  const anchored = highlight(source, language)
    .split('\n')
    .map((line, i) => {
      const name = line.replace(/<[^>]*>/g, '').match(/^(?:export )?(?:function|class) (\w+)/)?.[1];
      return `<span class="line"${name ? ` id="${name}"` : ''} data-line="${i + 1}">${line}</span>`;
    })
    .join('\n');
  const main = `${navigation(path, [])}<article class="prose source"><h1>${escapeHtml(file)}</h1>
<pre tabindex="0"><code>${anchored}</code></pre></article>`;
  return { path, title: file, main, sections: [] };
}
