// What all pages have around them: the head, the way from page to page, the search. All addresses are
// relative, so the site works in whatever folder it is put.

import { linkTo } from './places.js';

const PAGES = [
  ['index.html', 'Inside'],
  ['speed.html', 'Speed'],
  ['which.html', 'Which map?'],
  ['docs/index.html', 'Docs'],
  ['api/index.html', 'API'],
];

export const escapeHtml = (text) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

/** The part of the site that `path` belongs to. */
function partOf(path) {
  const [folder] = path.split('/');
  if (folder === 'api') return 'api/index.html';
  if (folder === 'docs' || folder === 'source') return 'docs/index.html';
  return path === 'report.html' ? 'speed.html' : path;
}

/** The page at `path`; `main` is what stands in its main part, `script` its script among the assets. */
export function page({ path, title, description, main, script, style, wide = false }) {
  const to = (other) => linkTo(path, other);
  const here = partOf(path);
  const links = PAGES.map(([other, name]) => {
    const current = other === here ? ` aria-current="${other === path ? 'page' : 'true'}"` : '';
    return `<li><a href="${to(other)}"${current}>${name}</a></li>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(description)}">
<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="${to('assets/icon.svg')}">
<link rel="stylesheet" href="${to('assets/site.css')}">
${style ? `<link rel="stylesheet" href="${to(`assets/${style}`)}">` : ''}
<script src="${to('assets/theme.js')}"></script>
${script ? `<script type="module" src="${to(`assets/${script}`)}"></script>` : ''}
<body>
<a class="skip" href="#main">To the content</a>
<header class="site">
<a class="name" href="${to('index.html')}"><img src="${to('assets/icon.svg')}" alt="" width="22" height="22">tophash</a>
<nav aria-label="Site"><ul>${links.join('')}</ul></nav>
<form role="search" action="${to('search.html')}"><input type="search" name="q" aria-label="Search docs and API" placeholder="Search"></form>
<button id="theme" type="button">Theme</button>
</header>
<main id="main"${wide ? ' class="wide"' : ''}>
${main}
</main>
<footer class="site"><p>tophash: Go’s classic hash map in WebAssembly memory. MIT licence. This site asks no other for anything.</p></footer>
</body>
</html>
`;
}
