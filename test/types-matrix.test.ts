// The published types, compiled by every TypeScript that they promise to work with, as programs of
// others compile them: checked themselves too, with each way to resolve modules, and with a `lib` that
// knows neither browsers nor anything newer than ES2020.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tophash-types-'));

const COMPILERS = {
  '5.0': 'typescript50/bin/tsc',
  '5.6': 'typescript56/bin/tsc',
  '6': 'typescript/bin/tsc6',
  '7': '@typescript/native/bin/tsc',
};
type Version = keyof typeof COMPILERS;
const VERSIONS = Object.keys(COMPILERS) as Version[];

/** Compiles `files`. Returns what the compiler says. */
function compile(version: Version, lib: string, resolution: string, files: string[]): string {
  const tsc = join(root, 'node_modules', COMPILERS[version]);
  const module = resolution === 'bundler' ? 'esnext' : resolution;
  const options = `--noEmit --strict --skipLibCheck false --target es2020 --lib ${lib}
    --module ${module} --moduleResolution ${resolution}`;
  const args = options.split(/\s+/);
  try {
    return execFileSync(process.execPath, [tsc, ...args, ...files], {
      cwd: folder,
      encoding: 'utf8',
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}

const PROGRAM = `
import { GoMap, Heap, inspect, stringAt, stringsOf, useModule, WasmMap, WasmSet, type GoMapOptions, type TextColumn, type ViewColumn } from 'tophash';

const count = new GoMap('string', 'u32', { capacity: 10, heap: new Heap() });
const sum: number = count.set('a', 1).addAll(['a', 'b'], 1).add('a', 2);
const found = count.getAll(['a'], undefined, 7);
found[0].toFixed();
const written: GoMap<string, number> = count;
const bytes: Uint8Array = count.snapshot();
const restored = GoMap.restore<string, number>(bytes);
for (const [key, value] of restored) key.slice(value);
const text: TextColumn = count.columns().keys;
stringAt(text, 0).slice();
stringsOf(text).map((key) => key.slice());
const views: ViewColumn = { bytes, starts: Uint32Array.of(0), ends: Uint32Array.of(1) };
count.setAll(views, 1).addAll(views, 1).hasAll(views).fill(count.deleteAll(views));
const ids: Uint32Array = count.encodeAll(views, count.encodeAll(['a']));
new GoMap('u64', 'u32').encodeAll(BigUint64Array.of(1n), ids).fill(0);
new GoMap('u32', 'string').setAll(ids, views);
// @ts-expect-error: they are bigints
new GoMap('u64', 'u32').encodeAll(ids);
// @ts-expect-error: ids are numbers
new GoMap('u32', 'string').encodeAll(ids);
// @ts-expect-error: values of kind any are not
new GoMap('u32', 'any').encodeAll(ids);
// @ts-expect-error: starts and ends are unsigned
count.hasAll({ bytes, starts: Int32Array.of(0), ends: Int32Array.of(1) });
const large = new GoMap('u64', 'string');
large.setAll(BigUint64Array.of(1n), text).get(1n)?.slice();
const set = new GoMap('u32', 'void').setAll(Uint32Array.of(1));
set.dispose();
useModule({} as never);
inspect(count).header.B.toFixed();
inspect(new GoMap<string, number>('string', 'any')).keyKind.slice();

// Values of kind any.
const any = new GoMap<string, number>('string', 'any');
any.setAll(['a', 'b'], [1, 2]).setAll(['a', 'b'], 3);
// @ts-expect-error: a typed array would be one value for all keys
any.setAll(['a', 'b'], Float64Array.of(1, 2));
const numbers: number[] = any.columns().values;
const perhaps: (number | undefined)[] = any.getAll(['a']);
const surely: number[] = any.getAll(['a'], undefined, 0);
// @ts-expect-error: absent keys have no value
const wrong: number[] = any.getAll(['a']);
const lists = new GoMap<string, number[]>('string', 'any');
lists.setAll(['a', 'b'], [[7], [8]]);
// @ts-expect-error: an array is a column
lists.setAll(['a', 'b'], [7, 8]);
const dates: GoMap<string, Date> = new GoMap<string, Date>('string', 'any').clone();
dates.setAll(['a'], new Date()).get('a')?.getTime();
// @ts-expect-error: they are columns of numbers, not arrays
const typed: GoMap<string, number> = any;

// Sums are for numbers.
// @ts-expect-error
new GoMap('string', 'bool').add('a', true);
// @ts-expect-error
new GoMap('string', 'string').addAll(['a'], 'b');
// @ts-expect-error
new GoMap('string', 'void').add('a', undefined);
// @ts-expect-error
new GoMap('string', 'any').add('a', 1);
// @ts-expect-error
any.addAll(['a'], 1);
const wide: bigint = new GoMap('u32', 'i64').addAll(Uint32Array.of(1), 1n).add(1, 2n);

// Subclasses.
class Anything extends GoMap {}
new Anything('string', 'u32').set('a', 1).clone().get('a');
class Prices extends GoMap<string, number, false> {
  constructor(options?: GoMapOptions<string, number>) {
    super('string', 'f64', options);
  }
  double(key: string): number {
    return this.add(key, this.get(key) ?? 0);
  }
}
new Anything('string', 'u32', { entries: [['a', 1]] }).add('a', 1);
const prices: GoMap<string, number> = new Prices().set('a', 1);
// @ts-expect-error: values that are no numbers
class Wrong extends GoMap<string, number, false> { constructor() { super('string', 'bool'); } }
class Listed<T> extends GoMap<string, T> {
  constructor() {
    super('string', 'any');
  }
}
new Listed<Date>().get('a')?.getTime();

function listed<T>(value: T): GoMap<string, T, true> {
  return new GoMap<string, T>('string', 'any').set('a', value);
}
listed(new Date()).columns().values[0]?.getTime();

// @ts-expect-error: keys of another type
new GoMap('u32', 'u32', { entries: [['a', 1]] });
// @ts-expect-error: values of another type
new GoMap('string', 'u32', { entries: [['a', 'b']] });
// @ts-expect-error: no such option
new GoMap('string', 'u32', { size: 1 });
const map: Map<string, number> = new WasmMap<string, number>([['a', 1]]);
const groups: WasmMap<string, number[]> = WasmMap.groupBy([1], String);
const distinct: Set<number> = new WasmSet<number>([1]);
const both: WasmSet<number | string> = new WasmSet([1]).union(new WasmSet(['a']));
const subset: boolean = both.isSubsetOf(new Map<number | string, boolean>());
for (const one of new WasmSet([1]).intersection(new Set([1]))) one.toFixed(subset ? 1 : 2);
function open(map: GoMap<any, any>): void {
  map.setAll(['a'], [1]).add('a', 1);
}
open(count);
open(any);
export { both, dates, distinct, groups, large, map, numbers, perhaps, prices, sum, surely, typed, wide, written, wrong, Wrong };
`;

/** What needs newer names in `lib`. */
const NEWER = `
import { GoMap, useModule, WasmMap } from 'tophash';

{
  using map = new GoMap('string', 'u32');
  using other = new WasmMap();
  map.set('a', other.size);
}
const map = new GoMap('string', 'u32');
const twice: number[] = map.values().map((value) => value * 2).filter(Boolean).take(2).toArray();
const keys: string[] = new WasmMap<string, number>().keys().drop(1).toArray();
useModule(new WebAssembly.Module(map.snapshot()));
new Blob([map.snapshot()]);
export { keys, twice };
`;

beforeAll(() => {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/tophash'), 'dir');
  for (const ending of ['mts', 'cts', 'ts']) {
    writeFileSync(join(folder, `program.${ending}`), PROGRAM);
    writeFileSync(join(folder, `newer.${ending}`), NEWER);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(VERSIONS)('TypeScript %s with nothing but ES2020', (version) => {
  expect(compile(version, 'es2020', 'node16', ['program.mts', 'program.cts'])).toBe('');
  expect(compile(version, 'es2020', 'nodenext', ['program.mts', 'program.cts'])).toBe('');
  expect(compile(version, 'es2020', 'bundler', ['program.ts'])).toBe('');
});

test.each(VERSIONS)('TypeScript %s with all that it knows', (version) => {
  const files = version === '5.0' ? ['program.mts'] : ['program.mts', 'newer.mts', 'newer.cts'];
  expect(compile(version, 'esnext,dom', 'nodenext', files)).toBe('');
});
