// Reading columns of strings: `stringAt` and `stringsOf`.

import { describe, expect, test } from 'vitest';
import { GoMap, stringAt, stringsOf, type TextColumn } from '../src/index.js';
import { useBuild } from './support/builds.js';
import { textColumn } from './support/columns.js';
import { STRINGS } from './support/samples.js';

useBuild('debug');

/** The strings of a column, row by row. */
function eachOf(column: TextColumn): string[] {
  return Array.from({ length: column.offsets.length - 1 }, (_, i) => stringAt(column, i));
}

test('what columns returns is read, lone surrogates included', () => {
  const map = new GoMap('string', 'string', { entries: STRINGS.map((text) => [text, text]) });
  const { keys, values } = map.columns();
  expect(new Set(stringsOf(keys))).toEqual(new Set(STRINGS));
  expect(stringsOf(values)).toEqual(stringsOf(keys));
  expect(eachOf(keys)).toEqual(stringsOf(keys));
  expect(stringsOf(new GoMap('string', 'void').columns().keys)).toEqual([]);
});

test('columns from elsewhere are read, wherever they begin', () => {
  const { bytes, offsets } = textColumn(STRINGS, 5);
  const moved = new Uint8Array(bytes.length + 3).subarray(3);
  moved.set(bytes);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  const sharedOffsets = new Uint32Array(new SharedArrayBuffer(offsets.length * 4));
  sharedOffsets.set(offsets);
  for (const column of [
    { bytes, offsets },
    { bytes: moved, offsets: Int32Array.from(offsets) },
    { bytes: shared, offsets: sharedOffsets },
  ]) {
    expect(stringsOf(column)).toEqual(STRINGS);
    expect(eachOf(column)).toEqual(STRINGS);
  }
});

describe('refuses', () => {
  const bytes = Uint8Array.of(97, 0xc3, 0xbc, 98, 0xff);
  const offsets = Uint32Array.of(0, 1, 3, 4, 5);
  const both: [string, (column: TextColumn) => unknown][] = [
    ['stringAt', (column) => stringAt(column, 3)],
    ['stringsOf', stringsOf],
  ];

  test.each(both)('what is no column: %s', (_name, read) => {
    for (const bad of [undefined, null, 5, 'a', () => 1]) {
      expect(() => read(bad as never)).toThrow(TypeError);
      expect(() => read(bad as never)).toThrow(
        'the column must be an object with bytes and offsets',
      );
    }
    const noBytes = 'bytes of column must be a Uint8Array';
    expect(() => read({ bytes: [97], offsets } as never)).toThrow(noBytes);
    expect(() => read({ offsets } as never)).toThrow(TypeError);
    const noOffsets = 'offsets of column must be a Uint32Array or an Int32Array';
    expect(() => read({ bytes, offsets: [0, 1] } as never)).toThrow(noOffsets);
    expect(() => read(['a'] as never)).toThrow(TypeError);
  });

  test.each(both)('text that is none: %s', (_name, read) => {
    expect(() => read({ bytes, offsets })).toThrow(RangeError);
    expect(() => read({ bytes, offsets })).toThrow(
      'row 3 of the column is not UTF-8: see its byte 0',
    );
  });

  test.each(both)('offsets out of order: %s', (_name, read) => {
    for (const [from, to, at] of [
      [4, 3, 4],
      [4, 6, 4],
      [6, 6, 3],
      [-1, 4, 3],
    ] as const) {
      const column = { bytes, offsets: Int32Array.of(0, 1, 3, from, to) };
      expect(() => read(column)).toThrow(RangeError);
      expect(() => read(column)).toThrow(`offset ${at} of column must be an integer from `);
    }
  });

  test('rows that there are not', () => {
    for (const row of [-1, 4, 1.5, Number.NaN, Infinity, -0.5]) {
      const message = `row must be an integer from 0 to below 4, the number of rows, not ${row}`;
      expect(() => stringAt({ bytes, offsets }, row)).toThrow(RangeError);
      expect(() => stringAt({ bytes, offsets }, row)).toThrow(message);
    }
    for (const row of ['0', 0n, undefined, null]) {
      expect(() => stringAt({ bytes, offsets }, row as never)).toThrow(TypeError);
    }
    expect(() => stringAt({ bytes, offsets: new Uint32Array(1) }, 0)).toThrow(RangeError);
    expect(() => stringAt({ bytes, offsets: new Uint32Array(0) }, 0)).toThrow(RangeError);
    expect(() => stringsOf({ bytes, offsets: new Uint32Array(0) })).toThrow('at least 1');
    expect(stringAt({ bytes, offsets }, 1)).toBe('ü');
  });

  test('parts that change while they are read', () => {
    const text = textColumn(['apple']);
    let reads = 0;
    const column = {
      offsets: text.offsets,
      get bytes() {
        reads += 1;
        return reads % 2 === 1 ? text.bytes : (5 as never);
      },
    };
    expect(stringAt(column, 0)).toBe('apple');
    reads = 0;
    expect(stringsOf(column)).toEqual(['apple']);
  });
});
