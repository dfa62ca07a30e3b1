// The parts of the benchmark suite that the page has: by their names, as the suite's catalogue has them all.

import goMap from '../../bench/contestants/go-map.js';
import goMapColumns from '../../bench/contestants/go-map-columns.js';
import nativeLoop from '../../bench/contestants/native-loop.js';
import nativeMap from '../../bench/contestants/native-map.js';
import wasmMap from '../../bench/contestants/wasm-map.js';
import { KINDS } from '../../bench/keys/kinds.js';
import addAll from '../../bench/workloads/add-all.js';
import fill from '../../bench/workloads/fill.js';
import getHit from '../../bench/workloads/get-hit.js';
import iterate from '../../bench/workloads/iterate.js';

export const kinds = KINDS;

export const contestants = {
  'native-map': nativeMap,
  'go-map': goMap,
  'wasm-map': wasmMap,
  'native-loop': nativeLoop,
  'go-map-columns': goMapColumns,
};

export const workloads = { 'get-hit': getHit, fill, iterate, 'add-all': addAll };
