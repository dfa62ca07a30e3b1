// Where on the site a file of the repository is: documents under docs/, everything else that documents link
// to under source/, images where they are.

import { posix } from 'node:path';

const DOCUMENTS = {
  'README.md': 'docs/index.html',
  'CONTRIBUTING.md': 'docs/contributing.html',
  'SECURITY.md': 'docs/security.html',
  'CHANGELOG.md': 'docs/changelog.html',
};

/** The path on the site of `file`, a path in the repository that may end in a slash. */
export function placeOf(file) {
  if (Object.hasOwn(DOCUMENTS, file)) return DOCUMENTS[file];
  if (/\.(svg|webp)$/.test(file)) return file;
  if (/^docs\/[^/]+\.md$/.test(file)) return file.replace(/\.md$/, '.html');
  const path = file.replace(/\/$/, '');
  if (file.endsWith('/') || path.endsWith('/README.md')) {
    return `source/${path.replace(/\/?README\.md$/, '')}/index.html`;
  }
  return `source/${path}.html`;
}

/** The relative address of `to` in a page at `from`, both paths on the site. */
export function linkTo(from, to) {
  return posix.relative(posix.dirname(from), to) || posix.basename(to);
}
