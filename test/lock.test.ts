// package-lock.json as `npm ci` wants it: on every platform, from whichever registry.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  optionalDependencies?: Record<string, string>;
}

const path = new URL('../package-lock.json', import.meta.url);
const packages: Record<string, Locked> = JSON.parse(readFileSync(path, 'utf8')).packages;

test('it holds the packages that only other platforms need', () => {
  const optional = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ from, name })),
  );
  expect(optional.length).toBeGreaterThan(0);
  const held = (folder: string) => folder in packages;
  const missing = optional.filter(
    ({ from, name }) => !held(`node_modules/${name}`) && !held(`${from}/node_modules/${name}`),
  );
  expect(missing).toEqual([]);
});

test('it names no registry', () => {
  expect(Object.keys(packages).filter((name) => 'resolved' in (packages[name] as Locked))).toEqual(
    [],
  );
});
