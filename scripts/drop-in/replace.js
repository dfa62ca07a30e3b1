// Puts WasmMap and WasmSet in the place of Map and Set, before anything else of a program is loaded.

import { WasmMap, WasmSet } from 'tophash';

globalThis.Map = WasmMap;
globalThis.Set = WasmSet;
