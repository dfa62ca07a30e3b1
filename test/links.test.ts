// Every link in the documents is alive: the file is there, and so is the heading that an anchor names.
// What lies outside the repository is not asked for: such an address must only be one.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Marked } from 'marked';
import { gfmHeadingId } from 'marked-gfm-heading-id';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

function documents(folder: string, recursive: boolean): string[] {
  return readdirSync(join(root, folder), { recursive, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file));
}

/** A document as its host shows it, with an `id` at every heading. */
function html(file: string): string {
  const text = readFileSync(join(root, file), 'utf8');
  return new Marked(gfmHeadingId()).parse(text, { async: false });
}

function attributes(file: string, name: RegExp): string[] {
  const pattern = new RegExp(`<[^>]*\\s(?:${name.source})="([^"]*)"`, 'g');
  return [...html(file).matchAll(pattern)].map(([, value]) => value as string);
}

/** What is wrong with a link in `file`, or undefined. */
function fault(file: string, link: string): string | undefined {
  if (/^[a-z]+:/.test(link))
    return /^https:/.test(link) && URL.canParse(link) ? undefined : 'no address';
  const [path, anchor] = decodeURI(link).split('#') as [string, string?];
  const target = path === '' ? file : relative(root, resolve(root, dirname(file), path));
  if (!existsSync(join(root, target))) return `no file ${target}`;
  if (anchor === undefined) return undefined;
  return attributes(target, /id/).includes(anchor)
    ? undefined
    : `no heading #${anchor} in ${target}`;
}

const files = [
  ...documents('.', false),
  'bench/README.md',
  'site/README.md',
  ...['docs', 'assembly', 'src'].flatMap((folder) => documents(folder, true)),
];

test.each(files)('%s', (file) => {
  const faults = attributes(file, /href|src/)
    .map((link) => [link, fault(file, link)])
    .filter(([, wrong]) => wrong !== undefined);
  expect(faults).toEqual([]);
});

test('dead links are noticed', () => {
  const dead = [
    'nothing.md',
    'docs',
    '#nothing',
    'docs/hash.md#nothing',
    'https://[',
    'javascript:0',
  ];
  expect(dead.map((link) => fault('README.md', link))).toEqual([
    'no file nothing.md',
    undefined,
    'no heading #nothing in README.md',
    'no heading #nothing in docs/hash.md',
    'no address',
    'no address',
  ]);
  expect(attributes('README.md', /href|src/)).toContain('CONTRIBUTING.md');
});
