// How objects look when they are printed, by `console.log` for instance: a map as a native Map does, and
// not as what it is made of. Node, Deno and Bun ask an object for that.

import { defineMethod } from './define.js';

/** The method that they call. */
const CUSTOM = Symbol.for('nodejs.util.inspect.custom');

interface Options {
  /** How many more objects inside one another are shown; null for all. */
  depth?: number | null;
  /** How many entries of a map are; null for all, by default 100. */
  maxArrayLength?: number | null;
}

/** What makes a text of a value. */
type Inspect = (value: unknown, options: Options) => string;

/** What is printed of an object: a title, and entries or texts in braces. */
export interface Printed {
  title: string;
  /** Texts, entries of a key and a value, and lone values. */
  parts: (string | readonly unknown[])[];
}

/** Length up to which all parts are on one line. */
const LINE = 72;

/** The objects that are being printed: a map may be a value in itself. */
const printing = new Set<object>();

/** Has objects that inherit from `prototype` printed as `describe` says, which gives `most` entries at most. */
export function printAs<T extends object>(
  prototype: T,
  name: string,
  describe: (object: T, most: number) => Printed,
): void {
  function print(this: T, depth: number | null, options: Options, inspect: Inspect): string {
    if (depth !== null && depth < 0) return `[${name}]`;
    if (printing.has(this)) return '[Circular]';
    const { maxArrayLength = 100 } = options;
    let printed: Printed;
    try {
      printed = describe(this, maxArrayLength ?? Infinity);
    } catch (error) {
      return `${name} [${(error as Error).message}]`; // disposed of, for instance
    }
    const inner = { ...options, depth: depth === null ? null : depth - 1 };
    printing.add(this);
    try {
      const texts = printed.parts.map((part) =>
        typeof part === 'string' ? part : part.map((value) => inspect(value, inner)).join(' => '),
      );
      return inBraces(printed.title, texts);
    } finally {
      printing.delete(this);
    }
  }
  defineMethod(prototype, CUSTOM, print);
}

function inBraces(title: string, parts: string[]): string {
  if (parts.length === 0) return `${title} {}`;
  const line = parts.join(', ');
  if (line.length <= LINE && !line.includes('\n')) return `${title} { ${line} }`;
  return `${title} {\n  ${parts.join(',\n').replaceAll('\n', '\n  ')}\n}`;
}

/** A map, of which `most` entries are printed. */
export function printedMap(
  name: string,
  map: { readonly size: number; entries(): Iterable<[unknown, unknown]> },
  most: number,
): Printed {
  return printed(name, map.size, map.entries(), most);
}

/** The same of a set. */
export function printedSet(
  name: string,
  set: { readonly size: number; values(): Iterable<unknown> },
  most: number,
): Printed {
  return printed(name, set.size, lone(set.values()), most);
}

function* lone(values: Iterable<unknown>): Generator<[unknown]> {
  for (const value of values) yield [value];
}

function printed(
  name: string,
  size: number,
  entries: Iterable<readonly unknown[]>,
  most: number,
): Printed {
  const parts: Printed['parts'] = [];
  for (const entry of entries) {
    if (parts.length >= most) break;
    parts.push(entry);
  }
  const more = size - parts.length;
  if (more > 0) parts.push(`... ${more} more item${more === 1 ? '' : 's'}`);
  return { title: `${name}(${size})`, parts };
}
