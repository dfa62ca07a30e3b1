// Go's own map, measured by a program of its own (rivals/go): the loops of a workload are written in Go there.
// The keys and their order are those of all others.

import { spawnSync } from 'node:child_process';
import { compileGo } from '../../rivals/install.js';

const ARRAYS = { u32: Uint32Array, f64: Float64Array, u64: BigUint64Array };

function bytesOf(array) {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

function keyBytes(goKind, keys) {
  if (goKind !== 'string') return [bytesOf(ARRAYS[goKind].from(keys))];
  return [bytesOf(Uint32Array.from(keys, (key) => key.length)), Buffer.from(keys.join(''))];
}

/** A contestant whose program is compiled for `target`, native or wasm, and run by `[file, ...args]`. */
export function go(title, target, [file, ...args]) {
  return {
    title,
    side: 'rival',
    can: [],
    measures: ['get-hit', 'get-miss', 'update', 'fill', 'fill-room', 'delete', 'iterate'],
    where: 'node',
    missing: () => compileGo(target),
    takes: ({ goKind, text }) => !text && (goKind in ARRAYS || goKind === 'string'),
    load: ({ goKind, copy }) => ({
      measure({ keys, order, ...task }) {
        const head = {
          ...task,
          kind: goKind,
          keys: keys.length,
          order: order.length,
          copies: copy !== undefined,
        };
        const input = Buffer.concat([
          Buffer.from(`${JSON.stringify(head)}\n`),
          bytesOf(Uint32Array.from(order)),
          ...keyBytes(goKind, keys),
        ]);
        // One thread, as all the others have: the collector's work is part of a map's.
        const env = { ...process.env, GOMAXPROCS: '1' };
        const ended = spawnSync(file, args, { input, env, encoding: 'utf8' });
        if (ended.error) throw ended.error;
        if (ended.status === 0) return JSON.parse(ended.stdout);
        throw new Error(ended.stderr.split('\n')[0] || `its process ended with ${ended.signal}`);
      },
    }),
  };
}
